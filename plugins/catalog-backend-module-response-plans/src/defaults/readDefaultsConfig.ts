import type { Config } from '@backstage/config';
import type { ResponsePlanSpec } from 'backstage-plugin-security-incidents-common';

const KEY = 'securityIncidents.responsePlans.defaults';

type Contact = Pick<
  NonNullable<ResponsePlanSpec['contacts']>[number],
  'name' | 'phone' | 'email' | 'url'
>;

/** Configuration of the default plans. */
export interface DefaultsSettings {
  approval?: { by: string; at: string };
  /** Full refs of users or groups, by the name of the group that they replace. */
  groups: Record<string, string>;
  contacts: Contact[];
  exclude: string[];
}

export function readDefaultsConfig(
  rootConfig: Config,
): DefaultsSettings | undefined {
  const config = rootConfig.getOptionalConfig(KEY);
  if (!config) return undefined;
  const approval = config.getOptionalConfig('approval');
  const groups = config.getOptionalConfig('groups');
  return {
    approval: approval && {
      by: approval.getString('by'),
      at: approval.getString('at'),
    },
    groups: Object.fromEntries(
      (groups?.keys() ?? []).map(name => [name, groups!.getString(name)]),
    ),
    // Not checked here: the plan schema knows the keys of a contact.
    contacts: (config.getOptionalConfigArray('contacts') ?? []).map(contact =>
      contact.get<Contact>(),
    ),
    exclude: config.getOptionalStringArray('exclude') ?? [],
  };
}
