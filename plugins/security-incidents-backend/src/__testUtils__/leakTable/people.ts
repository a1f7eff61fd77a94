export const SERVICE = 'component:default/payments-api';
export const REPORTER = 'user:default/ada';
export const PEOPLE = {
  reporter: REPORTER,
  commander: 'user:default/bob',
  invited: 'user:default/cleo',
  'member of an invited group': 'user:default/dan',
  overseer: 'user:default/eve',
  'owner of the service': 'user:default/olaf',
  'keeper of the hammer': 'user:default/hal',
  outsider: 'user:default/mallory',
};
export type Persona = keyof typeof PEOPLE;
export const PERSONAS = Object.keys(PEOPLE) as Persona[];
/** Members of each incident in the matrix, and holders of the permission to read all restricted ones. */
export const INSIDERS: Persona[] = [
  'reporter',
  'commander',
  'invited',
  'member of an invited group',
  'overseer',
];

export const OUTSIDERS = PERSONAS.filter(
  persona => !INSIDERS.includes(persona),
);
