/** The people to sign in as. Their catalog entities are in packages/backend/src/demo/personas.ts. */
export const PERSONAS = [
  {
    id: 'engineer',
    name: 'Maya Castellan',
    role: 'Engineer in team-checkout',
    does: 'Sees something odd on a service page and reports it.',
  },
  {
    id: 'service-owner',
    name: 'Ines Halvorsen',
    role: 'Owner of the payment services',
    does: 'Leads the response when her services are hit and records each step.',
  },
  {
    id: 'responder',
    name: 'Amara Quistel',
    role: 'Security responder',
    does: 'Takes command, drives incidents to closed, sees what is restricted.',
  },
  {
    id: 'compliance',
    name: 'Judith Amselin',
    role: 'Compliance lead',
    does: 'Reviews the history of each service and verifies the record.',
  },
  {
    id: 'outsider',
    name: 'Felix Brandvoll',
    role: 'Marketing, nothing to do with it',
    does: 'Can report, and never learns of anything restricted.',
  },
] as const;
