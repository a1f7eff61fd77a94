/** The personas of the demo. The sign-in page of packages/app offers the same five. */
export const PERSONAS = {
  engineer: 'user:default/maya.castellan',
  'service-owner': 'user:default/ines.halvorsen',
  responder: 'user:default/amara.quistel',
  compliance: 'user:default/judith.amselin',
  outsider: 'user:default/felix.brandvoll',
} as const;

export type PersonaId = keyof typeof PERSONAS;

export function isPersonaId(value: string): value is PersonaId {
  return Object.prototype.hasOwnProperty.call(PERSONAS, value);
}
