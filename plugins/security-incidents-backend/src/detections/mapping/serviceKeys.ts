import {
  type Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { ServiceKeyKind, ServiceKeyRecord } from '../store/records';

const MAX_KEY_LENGTH = 512;
const MAX_HOSTS = 50;
const SOURCE_LOCATION = 'backstage.io/source-location';

/** Annotations whose value names a service in another system. */
const ANNOTATIONS: ReadonlyArray<[name: string, kind: ServiceKeyKind]> = [
  ['github.com/project-slug', 'repository'],
  ['gitlab.com/project-slug', 'repository'],
  ['backstage.io/kubernetes-id', 'kubernetes'],
  ['backstage.io/kubernetes-namespace', 'namespace'],
  ['pagerduty.com/service-id', 'cloud'],
];
const HOSTS = 'security-incidents/hosts';

/** Keys are compared without case. */
export function toKey(value: string): string {
  return value.trim().toLocaleLowerCase('en-US').slice(0, MAX_KEY_LENGTH);
}

/** The repository and the folder of a location such as `url:https://github.com/acme/shop/tree/main/services/cart/`. */
export function parseSourceLocation(
  location: string,
): { repository: string; path: string } | undefined {
  const text = location.replace(/^url:/, '');
  if (!/^https?:/.test(text)) return undefined;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  const parts = url.pathname.split('/').filter(Boolean);
  // GitLab puts a dash in front of what is not the project, and has groups of any depth.
  const mark = parts.findIndex(part => part === '-');
  const tree = parts.findIndex(
    (part, index) => index >= 2 && (part === 'tree' || part === 'blob'),
  );
  const end = [mark, tree].find(index => index >= 0) ?? parts.length;
  const repository = parts.slice(0, end).join('/');
  if (end < 2) return undefined;
  // The branch comes right behind `tree`.
  const folder = tree >= 0 ? parts.slice(tree + 2) : [];
  return {
    repository: toKey(repository.replace(/\.git$/, '')),
    path: folder.length > 0 ? `${toKey(folder.join('/'))}/` : '',
  };
}

function readAnnotations(annotations: Readonly<Record<string, string>>) {
  const keys: Array<{ kind: ServiceKeyKind; key: string; path: string }> = [];
  const add = (kind: ServiceKeyKind, value: string | undefined, path = '') => {
    if (value?.trim()) keys.push({ kind, key: toKey(value), path });
  };
  const location = parseSourceLocation(annotations[SOURCE_LOCATION] ?? '');
  for (const [name, kind] of ANNOTATIONS) {
    const value = annotations[name];
    const isOwnRepository =
      kind === 'repository' &&
      value !== undefined &&
      toKey(value) === location?.repository;
    add(kind, value, isOwnRepository ? location.path : '');
  }
  if (location) add('repository', location.repository, location.path);
  for (const [name, value] of Object.entries(annotations)) {
    if (name.startsWith('aws.amazon.com/') && value.startsWith('arn:')) {
      add('cloud', value);
    }
  }
  for (const host of (annotations[HOSTS] ?? '')
    .split(',')
    .slice(0, MAX_HOSTS)) {
    add('host', host);
  }
  return keys;
}

const RELATED = ['dependsOn', 'dependencyOf'];

/** The names by which detections find a service, with the services around it. */
function toServiceKeys(
  entity: Entity,
  ownersOf: (ownerRef: string) => readonly string[],
): ServiceKeyRecord[] {
  const entityRef = stringifyEntityRef(entity);
  const owners = (entity.relations ?? [])
    .filter(({ type }) => type === 'ownedBy')
    .flatMap(({ targetRef }) => ownersOf(targetRef));
  const keys = [
    { kind: 'ref' as const, key: entityRef, path: '' },
    {
      kind: 'name' as const,
      key: toKey(parseEntityRef(entityRef).name),
      path: '',
    },
    ...[...new Set(owners)].map(ref => ({
      kind: 'owner' as const,
      key: ref,
      path: '',
    })),
    ...(entity.relations ?? [])
      .filter(({ type }) => RELATED.includes(type))
      .map(({ targetRef }) => ({
        kind: 'related' as const,
        key: targetRef,
        path: '',
      })),
    ...readAnnotations(entity.metadata.annotations ?? {}),
  ];
  const unique = new Map(
    keys.map(key => [`${key.kind} ${key.key} ${key.path}`, key]),
  );
  return [...unique.values()].map(key => ({ ...key, entityRef }));
}

/** The groups around each group: itself and those above it. */
function createGroups(around: readonly Entity[]) {
  const parents = new Map(
    around
      .filter(({ kind }) => kind.toLocaleLowerCase('en-US') === 'group')
      .map(group => [
        stringifyEntityRef(group),
        (group.relations ?? [])
          .filter(({ type }) => type === 'childOf')
          .map(({ targetRef }) => targetRef),
      ]),
  );
  return (ownerRef: string): readonly string[] => {
    const found = new Set<string>([ownerRef]);
    for (const ref of found) {
      for (const parent of parents.get(ref) ?? []) found.add(parent);
    }
    return [...found];
  };
}

/** The names of all services of the catalog. */
export function buildServiceKeys(catalog: {
  services: readonly Entity[];
  around: readonly Entity[];
}): ServiceKeyRecord[] {
  const ownersOf = createGroups(catalog.around);
  return catalog.services.flatMap(service => toServiceKeys(service, ownersOf));
}
