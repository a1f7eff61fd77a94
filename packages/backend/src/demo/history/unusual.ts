import { RESPONDERS, triageEvents } from './closedStory';
import type { Story } from './types';

const [AMARA, VIKTOR, PRIYA] = RESPONDERS;
const LEILA = 'user:default/leila.haddoun';
const HANNEKE = 'user:default/hanneke.vosberg';
const SUNNIVA = 'user:default/sunniva.aasrud';
const INES = 'user:default/ines.halvorsen';
const PAYMENTS = 'component:default/payments-api';
const WORKER = 'component:default/payments-worker';
const IDENTITY = 'component:default/identity-api';
const WAREHOUSE = 'resource:default/analytics-warehouse';
const DEPLOY = 'component:default/deploy-controller';
const PROXY = 'component:default/artifact-proxy';

/** Unusual incidents: re-opened, major, near misses, restricted ones and those that affect several services. */
export const unusualStories: Story[] = [
  {
    daysAgo: 282,
    at: '16:40',
    reporter: 'user:default/kwame.asarewa',
    report: {
      title: 'Customer list exported before a resignation',
      summary:
        'An export of 48 000 rows ran the evening before an employee handed in notice.',
      affected: [
        { entityRef: WAREHOUSE },
        { entityRef: 'component:default/reporting-workbench', role: 'origin' },
      ],
      detection: { method: 'audit', certainty: 'unsure' },
      visibility: 'restricted',
      tlp: 'AMBER+STRICT',
      personalData: {
        involved: 'yes',
        categories: ['names', 'mail addresses'],
        recordsEstimate: 48000,
      },
      occurredBefore: 'PT44H',
      detectedBefore: 'PT3H',
    },
    events: [
      ...triageEvents(
        {
          responder: PRIYA,
          severity: 'high',
          class: 'information-content-security',
          type: 'unauthorised-information-access',
        },
        1,
      ),
      {
        after: 'PT1H',
        by: PRIYA,
        do: 'role',
        role: 'privacy-officer',
        principal: 'user:default/judith.amselin',
      },
      {
        after: 'PT1H30M',
        by: PRIYA,
        do: 'step',
        step: {
          kind: 'evidence',
          text: 'Query log and sign-ins of the account copied before anybody was told.',
          outcome: 'succeeded',
        },
      },
      {
        after: 'PT2H',
        by: PRIYA,
        do: 'step',
        step: {
          kind: 'containment',
          text: 'Account locked, laptop taken in, sync to private storage found and ended.',
          outcome: 'succeeded',
        },
      },
      { after: 'PT2H5M', by: PRIYA, do: 'move', move: { to: 'eradication' } },
      {
        after: 'PT28H',
        by: PRIYA,
        do: 'step',
        step: {
          kind: 'eradication',
          text: 'Copy deleted in the presence of counsel, written confirmation on file.',
          outcome: 'succeeded',
        },
        performedBefore: 'PT5H',
      },
      { after: 'PT29H', by: PRIYA, do: 'move', move: { to: 'recovery' } },
      {
        after: 'PT72H',
        by: PRIYA,
        do: 'affected',
        affected: { entityRef: WAREHOUSE, compromise: 'compromised' },
      },
      {
        after: 'PT72H1M',
        by: PRIYA,
        do: 'affected',
        affected: {
          entityRef: 'component:default/reporting-workbench',
          role: 'cleared',
          compromise: 'not-compromised',
        },
      },
      {
        after: 'PT73H',
        by: PRIYA,
        do: 'move',
        move: {
          to: 'resolved',
          resolution: {
            code: 'policy-violation',
            summary:
              'The copy was deleted; exports of that size ask a second person now.',
            rootCause: 'Analysts could export any number of rows.',
          },
        },
      },
      { after: 'PT170H', by: AMARA, do: 'move', move: { to: 'closed' } },
    ],
  },
  {
    daysAgo: 228,
    at: '03:18',
    reporter: 'user:default/marek.zelenik',
    report: {
      title: 'Admin rights granted outside office hours',
      summary:
        'Two accounts became administrators of the identity service at 02:50, without a ticket.',
      affected: [{ entityRef: IDENTITY }],
      detection: { method: 'monitoring', certainty: 'certain' },
      visibility: 'restricted',
      tlp: 'RED',
      suspectedMalicious: 'yes',
      occurredBefore: 'PT28M',
      detectedBefore: 'PT9M',
    },
    events: [
      ...triageEvents(
        {
          responder: AMARA,
          severity: 'critical',
          class: 'intrusions',
          type: 'privileged-account-compromise',
        },
        0.4,
      ),
      {
        after: 'PT15M',
        by: AMARA,
        do: 'major',
        major: {
          decision: 'declare',
          reason: 'Administrators of identity can act as any customer.',
        },
      },
      {
        after: 'PT22M',
        by: AMARA,
        do: 'step',
        step: {
          kind: 'containment',
          text: 'Both grants taken back, all sessions of administrators ended.',
          outcome: 'succeeded',
        },
      },
      { after: 'PT25M', by: AMARA, do: 'move', move: { to: 'eradication' } },
      {
        after: 'PT5H',
        by: AMARA,
        do: 'step',
        step: {
          kind: 'analysis',
          text: 'The grants came from a forgotten migration account.',
          outcome: 'succeeded',
        },
      },
      {
        after: 'PT7H',
        by: AMARA,
        do: 'step',
        step: {
          kind: 'analysis',
          text: 'The grants came from a supplier account whose password was in a leaked collection; the migration account was only used to look around.',
          outcome: 'succeeded',
        },
        corrects: 1,
      },
      {
        after: 'PT9H',
        by: AMARA,
        do: 'step',
        step: {
          kind: 'eradication',
          text: 'Both accounts removed. Suppliers sign in with a hardware key.',
          outcome: 'succeeded',
        },
      },
      { after: 'PT9H10M', by: AMARA, do: 'move', move: { to: 'recovery' } },
      {
        after: 'PT30H',
        by: AMARA,
        do: 'affected',
        affected: { entityRef: IDENTITY, compromise: 'compromised' },
      },
      {
        after: 'PT31H',
        by: AMARA,
        do: 'move',
        move: {
          to: 'resolved',
          resolution: {
            code: 'contained',
            summary: 'No customer account was opened; the way in is gone.',
            rootCause: 'A supplier account had no second factor.',
          },
        },
      },
      // A major incident must be closed by another person than the one who resolved it.
      { after: 'PT120H', by: PRIYA, do: 'move', move: { to: 'closed' } },
    ],
  },
  {
    daysAgo: 138,
    at: '11:06',
    reporter: 'user:default/diego.arroyal',
    report: {
      title: 'Flawed compression library in the release pipeline',
      tlp: 'GREEN',
      summary:
        'A published flaw lets a crafted archive write files; three of our services unpack archives with it.',
      affected: [
        { entityRef: DEPLOY },
        { entityRef: PROXY },
        { entityRef: 'component:default/base-images', role: 'origin' },
      ],
      detection: { method: 'threat-intel', certainty: 'certain' },
      detectedBefore: 'PT20M',
    },
    events: [
      ...triageEvents(
        {
          responder: VIKTOR,
          severity: 'high',
          class: 'vulnerable',
          type: 'vulnerable-system',
        },
        1,
      ),
      {
        after: 'PT1H40M',
        by: SUNNIVA,
        do: 'step',
        step: {
          kind: 'containment',
          text: 'Only archives built by ourselves are unpacked until the library is replaced.',
          outcome: 'succeeded',
          entityRefs: [DEPLOY, PROXY],
        },
      },
      { after: 'PT1H50M', by: VIKTOR, do: 'move', move: { to: 'eradication' } },
      {
        after: 'PT8H',
        by: SUNNIVA,
        do: 'step',
        step: {
          kind: 'eradication',
          text: 'New base images carry the corrected library; 61 services rebuilt.',
          outcome: 'succeeded',
        },
      },
      { after: 'PT8H30M', by: VIKTOR, do: 'move', move: { to: 'recovery' } },
      ...[DEPLOY, PROXY, 'component:default/base-images'].map(
        (entityRef, index) => ({
          after: `PT20H${index}M`,
          by: VIKTOR,
          do: 'affected' as const,
          affected: { entityRef, compromise: 'not-compromised' as const },
        }),
      ),
      {
        after: 'PT21H',
        by: VIKTOR,
        do: 'move',
        move: {
          to: 'resolved',
          resolution: {
            code: 'mitigated',
            summary: 'All images rebuilt.',
            rootCause: 'The library came in through the base image.',
          },
        },
      },
      { after: 'PT30H', by: VIKTOR, do: 'move', move: { to: 'closed' } },
      {
        after: 'P6DT2H',
        by: VIKTOR,
        do: 'move',
        move: {
          to: 'triage',
          reason: 'A pinned image of the proxy still carries the old library.',
        },
      },
      {
        after: 'P6DT2H20M',
        by: VIKTOR,
        do: 'move',
        move: { to: 'containment' },
      },
      {
        after: 'P6DT4H',
        by: SUNNIVA,
        do: 'step',
        step: {
          kind: 'eradication',
          text: 'Pinned image replaced; a check refuses images older than the flaw.',
          outcome: 'succeeded',
          entityRefs: [PROXY],
        },
      },
      {
        after: 'P6DT5H',
        by: VIKTOR,
        do: 'move',
        move: {
          to: 'resolved',
          reason: 'The containment of the first time still stands',
          resolution: {
            code: 'mitigated',
            summary:
              'No image with the old library is left, and none can come back.',
            rootCause: 'Pinned images were left out of the rebuild.',
          },
        },
      },
      { after: 'P7D', by: AMARA, do: 'move', move: { to: 'closed' } },
    ],
  },
  {
    daysAgo: 104,
    at: '17:31',
    reporter: 'user:default/tomasz.wronka',
    report: {
      title: 'Production credentials nearly sent to a supplier',
      tlp: 'GREEN',
      summary:
        'A configuration file with the gateway key was attached to a mail; the outgoing filter held it back.',
      affected: [{ entityRef: PAYMENTS }, { entityRef: WORKER }],
      detection: { method: 'monitoring', certainty: 'certain' },
      occurredBefore: 'PT6M',
      detectedBefore: 'PT5M',
    },
    events: [
      ...triageEvents(
        {
          responder: VIKTOR,
          severity: 'informational',
          class: 'information-content-security',
          type: 'data-leak',
        },
        1,
      ),
      {
        after: 'PT35M',
        by: VIKTOR,
        do: 'update',
        changes: { determination: 'near-miss' },
      },
      {
        after: 'PT55M',
        by: INES,
        do: 'step',
        step: {
          kind: 'containment',
          text: 'Mail deleted from the queue, key rotated all the same.',
          outcome: 'succeeded',
          entityRefs: [PAYMENTS, WORKER],
        },
      },
      ...[PAYMENTS, WORKER].map((entityRef, index) => ({
        after: `PT1H${index}M`,
        by: VIKTOR,
        do: 'affected' as const,
        affected: { entityRef, compromise: 'not-compromised' as const },
      })),
      {
        after: 'PT1H10M',
        by: VIKTOR,
        do: 'move',
        move: {
          to: 'resolved',
          reason: 'Nothing left the company',
          resolution: {
            code: 'contained',
            summary: 'The filter worked; the file no longer holds the key.',
            rootCause: 'The sample configuration was copied from production.',
          },
        },
      },
      { after: 'PT26H', by: VIKTOR, do: 'move', move: { to: 'closed' } },
    ],
  },
  {
    daysAgo: 49,
    at: '08:02',
    reporter: HANNEKE,
    report: {
      title: 'Sign-ins of an analyst from two countries',
      tlp: 'GREEN',
      summary: 'Two sign-ins within ten minutes, 1 400 kilometres apart.',
      affected: [
        { entityRef: 'component:default/reporting-workbench' },
        { entityRef: IDENTITY, role: 'suspected' },
      ],
      detection: { method: 'monitoring', certainty: 'unsure' },
      detectedBefore: 'PT15M',
    },
    events: [
      {
        after: 'PT10M',
        by: PRIYA,
        do: 'role',
        role: 'assignee',
        principal: PRIYA,
      },
      { after: 'PT12M', by: PRIYA, do: 'move', move: { to: 'triage' } },
      {
        after: 'PT40M',
        by: LEILA,
        do: 'step',
        step: {
          kind: 'analysis',
          text: 'Same device, same hardware key. The second address is the relay of a mobile carrier.',
          outcome: 'succeeded',
          entityRefs: [IDENTITY],
        },
      },
      {
        after: 'PT45M',
        by: PRIYA,
        do: 'update',
        changes: { determination: 'false-positive' },
      },
      {
        after: 'PT50M',
        by: PRIYA,
        do: 'move',
        move: {
          to: 'dismissed',
          reason: 'The analyst was on a train and confirms both sign-ins.',
          resolution: {
            code: 'false-positive',
            summary: 'Relay of a mobile carrier, now known to the rule.',
          },
        },
      },
    ],
  },
];
