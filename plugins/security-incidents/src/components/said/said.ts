import {
  formatPlanOffset,
  getRsitTypeLabel,
  getRsitTypes,
  PLAN_ANCHORS,
  RSIT_CLASS_LABELS,
  RSIT_CLASSES,
  SEVERITIES,
  SEVERITY_LABELS,
} from 'backstage-plugin-security-incidents-common';
import {
  capitalize,
  getLabels,
  getLocale,
  getRsitTypeText,
  toKey,
  toMidSentence,
  type Translate,
} from '../../translation';
import { saidMessages } from '../../translation/messages/said';
import { sayWhy, toGapText } from './gaps';
import { createSayer, type SayKey, type SayPart } from './sentences';

/*
 * Sentences of the API in the reader's language. The API writes English for mails, exports and other tools, and keeps some
 * sentences as they were. A sentence that is not known here stays as it is.
 */

const { said } = saidMessages;

const toTranslate = (say: SayKey) => say as unknown as Translate;

function join(type: 'conjunction' | 'disjunction', words: string[]): string {
  // British English has no comma before the last word, as the API.
  const locale = getLocale() === 'en' ? 'en-GB' : getLocale();
  return new Intl.ListFormat(locale, { type }).format(words);
}

const UNITS = /^(\d+) (year|month|week|day|hour|minute|second)s?$/;

function findDuration(text: string): string | undefined {
  const parts = text.split(/, | and /).map(part => UNITS.exec(part));
  if (parts.some(part => part === null)) return undefined;
  return join(
    'conjunction',
    parts.map(part =>
      new Intl.NumberFormat(getLocale(), {
        style: 'unit',
        unit: part![2],
        unitDisplay: 'long',
      }).format(Number(part![1])),
    ),
  );
}

/** `1 day and 12 hours` as the reader's language writes it; other texts stay as they are. */
export function sayDuration(text: string): string {
  return findDuration(text) ?? text;
}

const duration: SayPart = (_say, text) => findDuration(text);

const sayOwed = createSayer(said.clock, 'said.clock', { duration });
const saySince = createSayer(said.since, 'said.since', { clock: sayOwed });
/** What a clock asks for, with or without since when. */
const sayClock: SayPart = (say, text) =>
  saySince(say, text) ?? sayOwed(say, text);

/** Each anchor by its words: `detection`. */
const ANCHORS = new Map(
  PLAN_ANCHORS.map(from => [
    formatPlanOffset({ after: 'PT1M', from }).replace('1 minute after ', ''),
    from,
  ]),
);

/** `4 hours after detection` */
function sayOffset(say: SayKey, text: string): string | undefined {
  const [length, ...rest] = text.split(' after ');
  const anchor = ANCHORS.get(rest.join(' after '));
  return anchor
    ? say('planText.after', {
        duration: sayDuration(length),
        anchor: say(`planText.anchor.${toKey(anchor)}`, {}),
      })
    : undefined;
}

const sayMajorPart = createSayer(said.major, 'said.major', {
  severity: saySeverity,
});

function saySeverity(say: SayKey, text: string): string | undefined {
  const id = SEVERITIES.find(
    name =>
      name === text ||
      SEVERITY_LABELS[name].toLocaleLowerCase('en-US') === text,
  );
  return id && toMidSentence(getLabels(toTranslate(say), 'severity')[id]);
}

/** `Its severity is critical, and personal data is involved` */
function sayMajorReason(say: SayKey, text: string): string | undefined {
  const parts = text
    .split(', and ')
    .map(part =>
      sayMajorPart(say, part.charAt(0).toLocaleLowerCase('en') + part.slice(1)),
    );
  return parts.every(part => part !== undefined)
    ? capitalize(
        (parts as string[]).reduce((first, second) =>
          say('said.word.also', { first, second }),
        ),
      )
    : undefined;
}

const sayReached = createSayer(said.reached, 'said.reached');

const sayEscalation = createSayer(said.escalation, 'said.escalation', {
  clock: sayClock,
  offset: sayOffset,
  reached: sayReached,
  majors: (say, text) =>
    text
      .split('; ')
      .map(
        part => sayMajorReason(say, part) ?? sayEscalation(say, part) ?? part,
      )
      .join('; '),
});

const sayPhrase = createSayer(said.phrase, 'said.phrase');
const PHRASE_STARTS =
  /(?:, | and )(?=belongs to the |is owned by |is of the |has the lifecycle |is tagged |is annotated )/;

/** `"Fraud", "Phishing" or "Spam"`, each as the reader's language names it. */
function sayNames(
  say: SayKey,
  text: string,
  toName: (english: string) => string,
): string {
  return join(
    'disjunction',
    [...text.matchAll(/"([^"]+)"/g)].map(([, name]) =>
      say('said.word.quoted', { name: toName(name) }),
    ),
  );
}

const TYPES = RSIT_CLASSES.flatMap(name => [...getRsitTypes(name)]);

/** `class "Fraud" or type "Phishing"` */
function sayClasses(say: SayKey, text: string): string | undefined {
  const parts = text
    .split(/(?: or )?\b(class|type) (?=")/)
    .filter(part => part !== '');
  if (parts.length % 2 === 1) return undefined;
  const t = toTranslate(say);
  const toName = {
    class: (english: string) => {
      const id = RSIT_CLASSES.find(name => RSIT_CLASS_LABELS[name] === english);
      return id ? getLabels(t, 'rsitClass')[id] : english;
    },
    type: (english: string) => {
      const id = TYPES.find(name => getRsitTypeLabel(name) === english);
      return id ? getRsitTypeText(t, id) : english;
    },
  };
  const words: string[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const kind = parts[index];
    if (kind !== 'class' && kind !== 'type') return undefined;
    words.push(
      say(`said.word.${kind}`, {
        names: sayNames(say, parts[index + 1], toName[kind]),
      }),
    );
  }
  return words.join(` ${say('said.word.or', {})} `);
}

const sayPlanSentence = createSayer(said.plan, 'said.plan', {
  phrases: (say, text) => {
    const phrases = text.split(PHRASE_STARTS).map(each => sayPhrase(say, each));
    return phrases.every(phrase => phrase !== undefined)
      ? join('conjunction', phrases as string[])
      : undefined;
  },
  classes: sayClasses,
  severities: (say, text) => {
    const severities = text
      .split(/, | or /)
      .map(severity => saySeverity(say, severity));
    return severities.every(severity => severity !== undefined)
      ? join('disjunction', severities as string[])
      : undefined;
  },
});

/** Why a plan applies, and why it comes first: a sentence each. */
function sayPlanReason(say: SayKey, text: string): string | undefined {
  const sentences = text
    .split(/(?<=\.) (?=It |The |")/)
    .map(sentence => sayPlanSentence(say, sentence));
  return sentences.every(sentence => sentence !== undefined)
    ? sentences.join(getLocale() === 'ja' ? '' : ' ')
    : undefined;
}

const SAYERS: readonly SayPart[] = [
  sayClock,
  sayEscalation,
  sayOffset,
  sayReached,
  sayPlanReason,
  sayMajorReason,
  createSayer(
    {
      blocker: said.blocker,
      move: said.move,
      review: said.review,
      approval: said.approval,
      formula: said.formula,
      regime: said.regime,
      assignee: said.assignee,
      recipient: said.recipient,
      clockPause: said.clockPause,
    },
    'said',
  ),
];

/** A sentence that the API made, in the reader's language; the same text when it is not known here. */
export function toSaid(t: Translate, text: string): string {
  const say = t as unknown as SayKey;
  // "Nobody is ..." with a reason is a gap; in the middle of a sentence it begins small.
  const whole = text.startsWith('nobody is ') ? capitalize(text) : text;
  const gap = toGapText(t, { message: whole });
  if (gap !== whole) {
    return whole === text ? gap : toMidSentence(gap.charAt(0)) + gap.slice(1);
  }
  for (const sayer of SAYERS) {
    const found = sayer(say, text);
    if (found !== undefined) return found;
  }
  return sayWhy(say, text);
}

/** A kind of evidence; people may write others, which stay as they are. */
export function toEvidenceKind(t: Translate, kind: string): string {
  return Object.keys(said.evidenceKind).includes(kind)
    ? t(`said.evidenceKind.${kind as keyof typeof said.evidenceKind}`)
    : kind;
}
