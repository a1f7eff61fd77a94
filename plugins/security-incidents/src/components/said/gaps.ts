import type { PlanGap } from 'backstage-plugin-security-incidents-common';
import { dayOf } from '../../time';
import type { ReadinessTranslate } from '../../translation';
import { readinessMessages } from '../../translation/messages/readiness';
import { createSayer, type SayKey } from './sentences';

const { gapText, gapWhy } = readinessMessages.readiness;

const sayOneWhy = createSayer(gapWhy, 'readiness.gapWhy');
const sayDay = (_say: SayKey, day: string) =>
  Number.isNaN(Date.parse(day)) ? day : dayOf(day);

/** Why nobody can act, for each who was asked. */
export function sayWhy(say: SayKey, text: string): string {
  return text
    .split('; ')
    .map(why => sayOneWhy(say, why) ?? why)
    .join('; ');
}

const sayGap = createSayer(gapText, 'readiness.gapText', {
  why: sayWhy,
  day: sayDay,
  last: sayDay,
});

/** What a gap lacks, in the reader's language; what the API says when it is not known here. */
export function toGapText(
  t: ReadinessTranslate,
  { message }: Pick<PlanGap, 'message'>,
): string {
  return sayGap(t as unknown as SayKey, message) ?? message;
}
