import type {
  EscalationRecipient,
  TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import { listText } from '../../PlanPage/planText';
import {
  notToldLines,
  toldRefs,
  toldSentence,
} from '../escalation/escalationText';
import { type Data, dataOf, shortName } from './entryData';

function recipientsIn({ to }: Data): EscalationRecipient[] {
  return Array.isArray(to) ? (to as EscalationRecipient[]) : [];
}

/** Entity refs of the people and groups that its sentence and its lines name. */
export function refsIn(entry: TimelineEntry): string[] {
  return recipientsIn(dataOf(entry)).map(({ ref }) => ref);
}

function becauseIn({ because }: Data): string[] {
  return Array.isArray(because) ? because.map(String) : [];
}

/** What happened to escalations and to the question of a major incident; undefined for everything else. */
export function serviceLevelSentence(entry: TimelineEntry): string | undefined {
  const data = dataOf(entry);
  const told = toldRefs(recipientsIn(data)).map(shortName);
  switch (entry.action) {
    case 'escalation.fired':
      return told.length > 0
        ? `told ${listText(told)}`
        : 'found nobody who could be told';
    case 'escalation.requested':
      return told.length > 0
        ? `escalated to ${listText(told)}`
        : 'escalated, but nobody could be told';
    case 'major.proposed':
      return 'Proposed as a major incident';
    case 'major.declared':
      return 'declared a major incident';
    case 'major.declined':
      return 'decided that it is not a major incident';
    case 'major.ended':
      return 'ended the major incident';
    default:
      return undefined;
  }
}

/** What there is to say below the sentence, one line each. */
export function serviceLevelLines(entry: TimelineEntry): string[] {
  const data = dataOf(entry);
  if (entry.action.startsWith('escalation.')) {
    return [
      ...notToldLines(recipientsIn(data)),
      ...(data.raisedToMajor === true
        ? ['Proposes to make it a major incident']
        : []),
    ];
  }
  if (entry.action === 'major.proposed') {
    return [...becauseIn(data), toldSentence(recipientsIn(data))];
  }
  return entry.action.startsWith('major.')
    ? becauseIn(data).map(reason => `Was proposed because: ${reason}`)
    : [];
}
