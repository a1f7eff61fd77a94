import { InputError } from '@backstage/errors';
import type { ResponsePlan } from 'backstage-plugin-security-incidents-common';
import { toPlan } from './readDefaultPlans';
import type { DefaultsSettings } from './readDefaultsConfig';

const KEY = 'securityIncidents.responsePlans.defaults';
const PLACEHOLDER = /^group:default\/([a-z-]+)$/;

/** Maps every text of a JSON value. */
function mapTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T & string;
  if (Array.isArray(value)) {
    return value.map(item => mapTexts(item, change)) as T & unknown[];
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]),
    ) as T;
  }
  return value;
}

/** Groups in the default plans that the configuration replaces. */
export function groupsNamedBy(plans: ResponsePlan[]): string[] {
  const names = new Set<string>();
  mapTexts(plans, text => {
    const name = PLACEHOLDER.exec(text)?.[1];
    if (name) names.add(name);
    return text;
  });
  return [...names].sort();
}

function refuseUnknown(field: string, given: string[], known: string[]) {
  for (const name of given) {
    if (!known.includes(name)) {
      throw new InputError(
        `${KEY}.${field} names ${name}, which no plan does: use one of ${known.join(
          ', ',
        )}`,
      );
    }
  }
}

/** The default plans with the people, contacts and approval of an organisation. Each is still valid. */
export function fillIn(
  plans: ResponsePlan[],
  { approval, groups, contacts, exclude }: DefaultsSettings,
): ResponsePlan[] {
  const named = plans.flatMap(({ spec }) =>
    (spec.contacts ?? []).map(({ name }) => name),
  );
  refuseUnknown('groups', Object.keys(groups), groupsNamedBy(plans));
  refuseUnknown(
    'contacts',
    contacts.map(({ name }) => name),
    [...new Set(named)].sort(),
  );
  refuseUnknown(
    'exclude',
    exclude,
    plans.map(({ metadata }) => metadata.name),
  );

  return plans
    .filter(({ metadata }) => !exclude.includes(metadata.name))
    .map(({ spec, ...rest }) => {
      const withPeople = mapTexts(
        spec,
        text => groups[PLACEHOLDER.exec(text)?.[1] ?? ''] ?? text,
      );
      return toPlan(
        {
          ...rest,
          spec: {
            ...withPeople,
            ...(approval && { lifecycle: 'approved', approval }),
            contacts: (withPeople.contacts ?? []).map(contact => ({
              ...contact,
              ...contacts.find(({ name }) => name === contact.name),
            })),
          },
        },
        rest.metadata.name,
      );
    });
}
