import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import type { ImportMapping } from 'backstage-plugin-security-incidents-common';
import type { EntityLookup } from '../catalog/EntityLookup';
import { chunks } from '../database/chunks';
import type { ResolvedNames } from './prepared';

const MAX_NAMES = 5_000;
const REF = /^[a-z][a-z0-9-]*:[a-z0-9._-]+\/[a-z0-9._-]+$/;
const NAME = /^[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?$/;
const SERVICE_KINDS = ['component', 'api', 'resource', 'system'];
const PERSON_KINDS = ['user', 'group'];

/** The entities that a name may mean, the likeliest first. */
function toCandidates(
  name: string,
  kinds: readonly string[],
  space: string,
): string[] {
  const plain = name.trim().toLocaleLowerCase('en-US');
  if (REF.test(plain)) {
    return kinds.includes(plain.split(':')[0]) ? [plain] : [];
  }
  const word = plain.replace(/\s+/g, space);
  return NAME.test(word) ? kinds.map(kind => `${kind}:default/${word}`) : [];
}

function toServiceCandidates(name: string): string[] {
  return toCandidates(name, SERVICE_KINDS, '-');
}

/** People stand in registers by ref, name or mail address. */
function toPersonCandidates(name: string): string[] {
  return toCandidates(name.split('@', 1)[0], PERSON_KINDS, '.');
}

/** Finds the services and people of a file in the catalog, as the caller sees it. */
export class NameResolver {
  constructor(private readonly lookup: EntityLookup) {}

  /**
   * @throws ServiceUnavailableError while the catalog cannot be asked, because then no name could be told from a wrong one
   */
  async resolve(
    names: { services: ReadonlySet<string>; people: ReadonlySet<string> },
    mapping: ImportMapping,
    credentials: BackstageCredentials,
  ): Promise<ResolvedNames> {
    const {
      services: mapped = {},
      lead = {},
      reporter = {},
    } = mapping.values ?? {};
    for (const [what, all] of Object.entries(names)) {
      if (all.size > MAX_NAMES) {
        throw new InputError(
          `file: has ${all.size} different ${what}; it must have at most ${MAX_NAMES}`,
        );
      }
    }
    const said = (words: Record<string, string>, name: string) =>
      Object.hasOwn(words, name) ? words[name] : name;
    const services = new Map(
      [...names.services].map(name => [
        name,
        toServiceCandidates(said(mapped, name)),
      ]),
    );
    const people = new Map(
      [...names.people].map(name => [
        name,
        toPersonCandidates(said(lead, said(reporter, name))),
      ]),
    );
    const known = await this.#findKnown(
      [...services.values(), ...people.values()].flat(),
      credentials,
    );
    const resolved: ResolvedNames = { services: {}, people: {} };
    for (const [name, candidates] of services) {
      const found = candidates.find(ref => known.has(ref));
      const entityRef = found ?? candidates[0];
      if (entityRef !== undefined) {
        resolved.services[name] = { entityRef, isKnown: found !== undefined };
      }
    }
    for (const [name, candidates] of people) {
      const found = candidates.find(ref => known.has(ref));
      if (found) resolved.people[name] = found;
    }
    return resolved;
  }

  async #findKnown(refs: string[], credentials: BackstageCredentials) {
    const known = new Set<string>();
    for (const part of chunks([...new Set(refs)])) {
      const found = await this.lookup.known(part, credentials);
      if (!found) {
        throw new ServiceUnavailableError(
          'The catalog cannot be asked for the services and people of the file; try again',
        );
      }
      found.forEach(ref => known.add(ref));
    }
    return known;
  }
}
