import type { MappingWay } from 'backstage-plugin-security-incidents-common';
import type { ServiceKeyKind, ServiceKeyRecord } from '../store/records';

/** How a kind of source finds services. */
export interface Way {
  way: MappingWay;
  /** The declared name that is enough to find a service. Without one, only a detection shows that the source finds it. */
  kind?: ServiceKeyKind;
  /** What makes a service findable that is not. */
  remedy: string;
  toValue(key: string): string;
}

const REPOSITORY: Way = {
  way: 'repository',
  kind: 'repository',
  remedy:
    'Add the annotation of its repository, such as github.com/project-slug',
  toValue: key => key,
};
const CLOUD: Way = {
  way: 'cloud',
  kind: 'cloud',
  remedy:
    'Add an aws.amazon.com annotation with its ARN, or tag its resources with service',
  toValue: key => key,
};
const PAGERDUTY: Way = {
  way: 'cloud',
  kind: 'cloud',
  remedy: 'Add the annotation pagerduty.com/service-id',
  toValue: key => `PagerDuty service ${key}`,
};
const HOST: Way = {
  way: 'cloud',
  kind: 'host',
  remedy: 'Add the annotation security-incidents/hosts',
  toValue: key => `host ${key}`,
};
/** Whether a source sends a label is known only when it did. */
const LABEL: Way = {
  way: 'label',
  remedy: 'Let its events have the label service with the name of the service',
  toValue: key => `service=${key}`,
};

/** How the kinds of sources that are shipped find services; all others by a label. */
const WAYS: Record<string, Way> = {
  github: REPOSITORY,
  gitlab: REPOSITORY,
  guardduty: CLOUD,
  securityhub: CLOUD,
  pagerduty: PAGERDUTY,
  wazuh: HOST,
};

export function getWay(sourceType: string): Way {
  return WAYS[sourceType] ?? LABEL;
}

/** Whether a source of a kind finds a service by one of its declared names. */
export function isFoundBy(
  { kind, remedy }: Way,
  name: Pick<ServiceKeyRecord, 'kind' | 'key'>,
): boolean {
  const wantsArn = remedy === CLOUD.remedy;
  return (
    name.kind === kind &&
    (kind !== 'cloud' || name.key.startsWith('arn:') === wantsArn)
  );
}
