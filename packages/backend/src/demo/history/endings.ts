import { RESPONDERS, triageEvents } from './closedStory';
import type { Story } from './types';

const [AMARA, VIKTOR, PRIYA] = RESPONDERS;
const PAYMENTS = 'component:default/payments-api';
const INES = 'user:default/ines.halvorsen';

/** Incidents that ended in triage, and exercises. */
export const otherEndings: Story[] = [
  {
    daysAgo: 58,
    at: '12:12',
    reporter: 'user:default/hanneke.vosberg',
    report: {
      title: 'Warehouse loader contacts an unknown host',
      tlp: 'GREEN',
      summary: 'One connection every minute to a host nobody knows.',
      affected: [{ entityRef: 'component:default/warehouse-loader' }],
      detection: { method: 'monitoring', certainty: 'unsure' },
    },
    events: [
      {
        after: 'PT20M',
        by: VIKTOR,
        do: 'role',
        role: 'assignee',
        principal: VIKTOR,
      },
      { after: 'PT21M', by: VIKTOR, do: 'move', move: { to: 'triage' } },
      {
        after: 'PT2H',
        by: VIKTOR,
        do: 'move',
        move: {
          to: 'dismissed',
          reason:
            'The host is the new time server, as the network team confirmed.',
          resolution: {
            code: 'false-positive',
            summary: 'Time server of the data centre.',
          },
        },
      },
    ],
  },
  {
    daysAgo: 160,
    at: '13:00',
    reporter: 'user:default/joon.baekman',
    report: {
      title: 'Voucher codes shared on a forum',
      tlp: 'GREEN',
      summary: 'Codes of a campaign appear on a forum.',
      affected: [{ entityRef: 'component:default/order-api' }],
      detection: { method: 'third-party' },
    },
    events: [
      {
        after: 'PT1H',
        by: AMARA,
        do: 'move',
        move: { to: 'dismissed', reason: 'The campaign was public.' },
      },
    ],
  },
  {
    daysAgo: 30,
    at: '09:00',
    reporter: AMARA,
    report: {
      title: 'Exercise: ransomware on a build runner',
      tlp: 'GREEN',
      summary: 'Yearly exercise with the platform team.',
      mode: 'exercise',
      affected: [{ entityRef: 'component:default/build-runner' }],
    },
    events: [
      ...triageEvents(
        {
          responder: AMARA,
          severity: 'critical',
          class: 'malicious-code',
          type: 'infected-system',
        },
        0.5,
      ),
      {
        after: 'PT40M',
        by: 'user:default/sunniva.aasrud',
        do: 'step',
        step: {
          kind: 'containment',
          text: 'Runner isolated in eleven minutes, goal was fifteen.',
          outcome: 'succeeded',
        },
      },
      { after: 'PT42M', by: AMARA, do: 'move', move: { to: 'eradication' } },
      {
        after: 'PT1H15M',
        by: 'user:default/sunniva.aasrud',
        do: 'step',
        step: {
          kind: 'eradication',
          text: 'Pool of runners rebuilt from the signed image; all job tokens reissued.',
          outcome: 'succeeded',
        },
      },
      { after: 'PT1H20M', by: AMARA, do: 'move', move: { to: 'recovery' } },
      {
        after: 'PT2H5M',
        by: 'user:default/sunniva.aasrud',
        do: 'step',
        step: {
          kind: 'recovery',
          text: 'The release of the day was built on the new pool. One signing step was missing in the runbook.',
          outcome: 'partial',
        },
      },
      {
        after: 'PT2H10M',
        by: AMARA,
        do: 'affected',
        affected: {
          entityRef: 'component:default/build-runner',
          compromise: 'not-compromised',
        },
      },
      {
        after: 'PT2H15M',
        by: AMARA,
        do: 'move',
        move: {
          to: 'resolved',
          resolution: {
            code: 'contained',
            summary: 'Goals met, apart from the signing step.',
            rootCause: 'Exercise: a build job brought its own binary.',
          },
        },
      },
      {
        after: 'PT26H',
        by: AMARA,
        do: 'step',
        step: {
          kind: 'improvement',
          text: 'The signing step is in the runbook now, with the name of who holds the key.',
        },
      },
      { after: 'PT27H', by: PRIYA, do: 'move', move: { to: 'closed' } },
    ],
  },
  {
    daysAgo: 240,
    at: '14:00',
    reporter: PRIYA,
    report: {
      title: 'Exercise: leaked deploy key',
      tlp: 'GREEN',
      summary: 'Tabletop with payments.',
      mode: 'exercise',
      affected: [{ entityRef: PAYMENTS }],
    },
    events: [
      ...triageEvents(
        {
          responder: PRIYA,
          severity: 'high',
          class: 'information-content-security',
          type: 'data-leak',
        },
        1,
      ),
      {
        after: 'PT50M',
        by: INES,
        do: 'step',
        step: {
          kind: 'containment',
          text: 'Said who would revoke the key and how; nobody could name the second approver.',
          outcome: 'partial',
        },
      },
      {
        after: 'PT1H20M',
        by: PRIYA,
        do: 'affected',
        affected: { entityRef: PAYMENTS, compromise: 'not-compromised' },
      },
      {
        after: 'PT1H25M',
        by: PRIYA,
        do: 'move',
        move: {
          to: 'resolved',
          reason: 'Tabletop: nothing was changed in production',
          resolution: {
            code: 'mitigated',
            summary: 'A second approver is named in the rota of the team.',
            rootCause: 'Exercise: a key was copied into a ticket.',
          },
        },
      },
      { after: 'PT24H', by: AMARA, do: 'move', move: { to: 'closed' } },
    ],
  },
];
