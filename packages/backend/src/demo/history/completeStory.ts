import type { UpdateIncidentRequest } from 'backstage-plugin-security-incidents-common';
import { Duration } from 'luxon';
import { EARLIER_RUNS } from '../plans/earlierRuns';
import type { Story, StoryEvent } from './types';

/** Plans were approved so many days ago; the stories before have none. */
export const FIRST_PLAN_DAYS_AGO = 210;

const NO_MINUTES = { availability: 'none', serviceMinutes: 0 } as const;
const NO_DATA = { involved: 'no' } as const;

/** What is known of the impact when an incident is resolved, by its title. All others had none. */
const IMPACTS: Record<string, UpdateIncidentRequest> = {
  'Certificate of the payments API ran out': {
    impact: { availability: 'low', serviceMinutes: 50 },
    personalData: NO_DATA,
  },
  'Checkout flooded on the day of the sale': {
    impact: { availability: 'high', serviceMinutes: 120 },
    personalData: NO_DATA,
  },
  'Customer list exported before a resignation': {
    impact: NO_MINUTES,
    personalData: {
      involved: 'yes',
      categories: ['names', 'mail addresses'],
      recordsEstimate: 48_000,
      subjectsEstimate: 48_000,
    },
  },
  // Three records without their full impact: minutes, records and people.
  'Search slowed by patterns made to be slow': { personalData: NO_DATA },
  'Prices of one supplier changed at night': {
    impact: NO_MINUTES,
    personalData: { involved: 'unknown', subjectsEstimate: 0 },
  },
  'Metrics of the ledger readable without sign-in': {
    impact: NO_MINUTES,
    personalData: { involved: 'unknown', recordsEstimate: 0 },
  },
};

function shift(after: string, minutes: number): string {
  return Duration.fromISO(after).plus({ minutes }).toISO()!;
}

/**
 * Adds what a complete record has: the plan that it followed or a reason why none, impact, and an update to management at the
 * end.
 */
export function completeStory(told: Story): Story {
  if (told.report.mode === 'exercise') return told;
  const earlier = EARLIER_RUNS[told.report.title];
  const story: Story = {
    ...told,
    ...(earlier && { plan: earlier, isFirstVersion: true }),
  };
  const last = story.events.map(event =>
    event.do === 'move' ? event.move.to : undefined,
  );
  const resolvedAt = last.lastIndexOf('resolved');
  const declaredAt = last.indexOf('containment');
  const resolving = story.events[resolvedAt];
  const declaring = story.events[declaredAt];
  const added: StoryEvent[] = [];
  if (declaring && !story.plan && story.daysAgo < FIRST_PLAN_DAYS_AGO) {
    added.push({
      after: shift(declaring.after, 1),
      by: declaring.by,
      do: 'decline',
      reason: 'No plan is for this kind of incident; the change is small.',
    });
  }
  if (resolving) {
    added.push(
      {
        after: shift(resolving.after, -1),
        by: resolving.by,
        do: 'update',
        changes: IMPACTS[story.report.title] ?? {
          impact: NO_MINUTES,
          personalData: NO_DATA,
        },
      },
      {
        after: shift(resolving.after, 2),
        by: resolving.by,
        do: 'step',
        step: {
          kind: 'communication',
          audience: 'management',
          text: 'Told the directors how it ended and what was changed.',
        },
      },
    );
  }
  const order = ({ after }: StoryEvent) => Duration.fromISO(after).toMillis();
  return {
    ...story,
    events: [...story.events, ...added].sort((a, b) => order(a) - order(b)),
  };
}
