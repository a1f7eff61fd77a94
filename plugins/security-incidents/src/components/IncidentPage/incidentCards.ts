import { createContext, type ReactElement, useContext } from 'react';

/**
 * Where a card stands on the incident page: `wide` above everything else, `doing` for what people do, `knowing` for what
 * is known, `history` for what was done.
 *
 * @public
 */
export type IncidentCardArea = 'wide' | 'doing' | 'knowing' | 'history';

/** The areas in the order in which a small screen shows them. */
export const INCIDENT_CARD_AREAS: readonly IncidentCardArea[] = [
  'wide',
  'doing',
  'knowing',
  'history',
];

/** Where the cards of the plugin stand; the lower its order, the higher a card. */
export const INCIDENT_CARDS = {
  major: { area: 'wide', order: 10 },
  lifecycle: { area: 'wide', order: 20 },
  'next-step': { area: 'doing', order: 10 },
  detections: { area: 'doing', order: 15 },
  composer: { area: 'doing', order: 20 },
  plan: { area: 'doing', order: 30 },
  facts: { area: 'knowing', order: 10 },
  affected: { area: 'knowing', order: 20 },
  people: { area: 'knowing', order: 30 },
  escalation: { area: 'knowing', order: 40 },
  completeness: { area: 'knowing', order: 45 },
  members: { area: 'knowing', order: 50 },
  timeline: { area: 'history', order: 10 },
} as const satisfies Record<string, { area: IncidentCardArea; order: number }>;

/** Names of the cards of the plugin. */
export type IncidentCardName = keyof typeof INCIDENT_CARDS;

/** Where a card stands that says no order: below those of the plugin. */
export const DEFAULT_CARD_ORDER = 1000;

/** A card on the incident page. */
export interface IncidentCard {
  id: string;
  area: IncidentCardArea;
  order: number;
  element: ReactElement;
}

/** The cards of one area, from top to bottom. */
export function getCardsIn(
  area: IncidentCardArea,
  cards: readonly IncidentCard[],
): IncidentCard[] {
  return cards
    .filter(card => card.area === area)
    .sort((one, other) => one.order - other.order);
}

const Context = createContext<readonly IncidentCard[] | undefined>(undefined);

/** Provides the cards that an app attached to the page. */
export const IncidentCardsProvider = Context.Provider;

/** The cards that an app attached to the page; undefined in an app of the old frontend system. */
export function useAttachedCards(): readonly IncidentCard[] | undefined {
  return useContext(Context);
}
