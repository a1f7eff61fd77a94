/** The personas of the demo. The sign-in page of packages/app offers the same five. */
export const PERSONAS = {
  engineer: 'user:default/maya.castellan',
  'service-owner': 'user:default/ines.halvorsen',
  responder: 'user:default/amara.quistel',
  compliance: 'user:default/judith.amselin',
  outsider: 'user:default/felix.brandvoll',
} as const;

export type PersonaId = keyof typeof PERSONAS;

/** How the portal greets them. */
export const PERSONA_NAMES: Record<PersonaId, string> = {
  engineer: 'Maya Castellan',
  'service-owner': 'Ines Halvorsen',
  responder: 'Amara Quistel',
  compliance: 'Judith Amselin',
  outsider: 'Felix Brandvoll',
};

export function isPersonaId(value: string): value is PersonaId {
  return Object.prototype.hasOwnProperty.call(PERSONAS, value);
}
