import type { ReactElement } from 'react';
import { AffectedCard } from './affected';
import { CompletenessCard } from './completeness';
import { ComposerCard } from './composer';
import { DetectionsCard } from './detections';
import { EscalationCard } from './escalation';
import { FactsCard } from './facts';
import {
  INCIDENT_CARDS,
  type IncidentCard,
  type IncidentCardName,
} from './incidentCards';
import { LifecycleCard } from './LifecycleCard';
import { MajorBand } from './major';
import { NextStepCard } from './next';
import { MembersCard, PeopleCard } from './people';
import { PlanCard } from './plan';
import { TimelineCard } from './timeline';

/** The cards of the plugin. */
export const CARD_ELEMENTS: Record<IncidentCardName, ReactElement> = {
  major: <MajorBand />,
  lifecycle: <LifecycleCard />,
  'next-step': <NextStepCard />,
  detections: <DetectionsCard />,
  composer: <ComposerCard />,
  plan: <PlanCard />,
  facts: <FactsCard />,
  affected: <AffectedCard />,
  people: <PeopleCard />,
  escalation: <EscalationCard />,
  completeness: <CompletenessCard />,
  members: <MembersCard />,
  timeline: <TimelineCard />,
};

/** The cards of the page in an app of the old frontend system. */
export const DEFAULT_CARDS: readonly IncidentCard[] = Object.entries(
  CARD_ELEMENTS,
).map(([name, element]) => ({
  id: name,
  element,
  ...INCIDENT_CARDS[name as IncidentCardName],
}));
