import { RESPONDERS, triageEvents } from './closedStory';
import type { Story } from './types';

const [AMARA, VIKTOR, PRIYA] = RESPONDERS;
const PAYMENTS = 'component:default/payments-api';
const INES = 'user:default/ines.halvorsen';

/** What is going on now, and what ended in another way than by the book. */
export const openStories: Story[] = [
  {
    daysAgo: 0,
    at: '02:34',
    reporter: 'user:default/adaeze.nnoruka',
    report: {
      title: 'Live gateway key in a public repository',
      summary:
        'The key of the card gateway is in the history of a public example repository. It still works.',
      affected: [
        { entityRef: PAYMENTS },
        { entityRef: 'resource:default/gateway-credentials', role: 'origin' },
      ],
      detection: { method: 'monitoring', certainty: 'certain' },
      ongoing: 'yes',
      occurredBefore: 'PT8H',
      detectedBefore: 'PT4M',
    },
    events: [
      ...triageEvents(
        {
          responder: AMARA,
          severity: 'high',
          class: 'information-content-security',
          type: 'data-leak',
        },
        0.5,
      ),
      {
        after: 'PT20M',
        by: AMARA,
        do: 'role',
        role: 'service-owner',
        principal: INES,
      },
      {
        after: 'PT24M',
        by: INES,
        do: 'step',
        step: {
          kind: 'evidence',
          text: 'Saved the commit and the access log of the gateway before rotating anything.',
          outcome: 'succeeded',
        },
      },
      {
        after: 'PT41M',
        by: INES,
        do: 'step',
        step: {
          kind: 'analysis',
          text: 'No use of the key after it was published.',
          outcome: 'succeeded',
          entityRefs: [PAYMENTS],
        },
      },
      {
        after: 'PT95M',
        by: INES,
        do: 'step',
        step: {
          kind: 'analysis',
          text: 'Two calls with the key from an unknown address, both read-only, both refused by the limit.',
          outcome: 'succeeded',
          entityRefs: [PAYMENTS],
        },
        corrects: 1,
      },
      {
        after: 'PT1H50M',
        by: AMARA,
        do: 'step',
        step: {
          kind: 'communication',
          text: 'Told the card gateway and the engineering directors by phone.',
        },
        performedBefore: 'PT1H10M',
      },
    ],
  },
  {
    daysAgo: 2,
    at: '14:12',
    reporter: 'user:default/adaeze.nnoruka',
    report: {
      title: 'Card testing bursts on the refund endpoint',
      summary: 'Short bursts of small refunds from changing addresses.',
      affected: [{ entityRef: PAYMENTS }],
      detection: { method: 'monitoring' },
      detectedBefore: 'PT10M',
    },
    events: [
      ...triageEvents(
        {
          responder: VIKTOR,
          severity: 'medium',
          class: 'intrusion-attempts',
          type: 'exploit',
        },
        1,
      ),
      {
        after: 'PT2H',
        by: INES,
        do: 'step',
        step: {
          kind: 'containment',
          text: 'Limit for each card and address at the gateway.',
          outcome: 'succeeded',
          entityRefs: [PAYMENTS],
        },
      },
      { after: 'PT2H10M', by: VIKTOR, do: 'move', move: { to: 'eradication' } },
      {
        after: 'PT20H',
        by: INES,
        do: 'step',
        step: {
          kind: 'eradication',
          text: 'Refunds need the original payment to be settled.',
          outcome: 'succeeded',
          entityRefs: [PAYMENTS],
        },
      },
      { after: 'PT20H15M', by: VIKTOR, do: 'move', move: { to: 'recovery' } },
    ],
  },
  {
    daysAgo: 0,
    at: '00:14',
    reporter: 'user:default/yusuf.demirtas',
    report: {
      title: 'Unusual export volume from the ledger',
      summary:
        'Three exports in ten minutes by one account, usually there is one a day.',
      affected: [{ entityRef: 'component:default/ledger' }],
      detection: { method: 'staff-report', certainty: 'unsure' },
      ongoing: 'unknown',
    },
    events: [],
  },
  {
    daysAgo: 0,
    at: '05:10',
    reporter: 'user:default/nadia.ferhani',
    report: {
      title: 'Caller knew the last orders of a customer',
      summary:
        'A caller asked to change an address and knew things only we should know.',
      affected: [{ entityRef: 'component:default/support-desk' }],
      detection: { method: 'customer', certainty: 'unsure' },
    },
    events: [
      {
        after: 'PT12M',
        by: PRIYA,
        do: 'role',
        role: 'assignee',
        principal: PRIYA,
      },
      { after: 'PT14M', by: PRIYA, do: 'move', move: { to: 'triage' } },
      {
        after: 'PT50M',
        by: PRIYA,
        do: 'step',
        step: {
          kind: 'analysis',
          text: 'Listened to the call. The order numbers were right, the mail address was not.',
        },
      },
    ],
  },
  {
    daysAgo: 1,
    at: '21:40',
    reporter: 'user:default/marek.zelenik',
    report: {
      title: 'Stolen passwords tried on customer sign-in',
      summary: 'Twenty thousand attempts an hour, two in a thousand succeed.',
      affected: [
        { entityRef: 'component:default/identity-api' },
        { entityRef: 'component:default/auth-gateway', role: 'suspected' },
      ],
      detection: { method: 'monitoring', certainty: 'certain' },
      ongoing: 'yes',
      visibility: 'restricted',
      tlp: 'RED',
    },
    events: [
      ...triageEvents(
        {
          responder: AMARA,
          severity: 'critical',
          class: 'intrusion-attempts',
          type: 'brute-force',
        },
        0.4,
      ),
      {
        after: 'PT40M',
        by: AMARA,
        do: 'step',
        step: {
          kind: 'containment',
          text: 'Second step on for all sign-ins from new devices.',
          outcome: 'partial',
        },
      },
    ],
  },
  {
    daysAgo: 4,
    at: '10:05',
    reporter: 'user:default/elsie.farrowby',
    report: {
      title: 'Upload worker runs an outdated image library',
      summary: 'The library has a known flaw and reads files from customers.',
      affected: [
        { entityRef: 'component:default/media-resizer' },
        { entityRef: 'resource:default/media-bucket', role: 'suspected' },
      ],
      detection: { method: 'third-party' },
    },
    events: [
      ...triageEvents(
        {
          responder: VIKTOR,
          severity: 'high',
          class: 'vulnerable',
          type: 'vulnerable-system',
        },
        1.5,
      ),
      {
        after: 'PT5H',
        by: 'user:default/rohan.mistrel',
        do: 'step',
        step: {
          kind: 'containment',
          text: 'Uploads of that format are refused for now.',
          outcome: 'succeeded',
        },
      },
      { after: 'PT5H20M', by: VIKTOR, do: 'move', move: { to: 'eradication' } },
    ],
  },
  {
    daysAgo: 6,
    at: '08:15',
    reporter: 'user:default/liam.corrowan',
    report: {
      title: 'Warehouse tablets share one account',
      summary: 'All tablets of one site sign in as the same person.',
      affected: [{ entityRef: 'component:default/warehouse-admin' }],
      detection: { method: 'audit' },
    },
    events: [
      ...triageEvents(
        {
          responder: PRIYA,
          severity: 'low',
          class: 'vulnerable',
          type: 'vulnerable-system',
        },
        6,
      ),
      {
        after: 'PT20H',
        by: 'user:default/oksana.bilytska',
        do: 'step',
        step: {
          kind: 'containment',
          text: 'The shared account can only book goods in.',
          outcome: 'succeeded',
        },
      },
      { after: 'PT21H', by: PRIYA, do: 'move', move: { to: 'eradication' } },
      { after: 'PT60H', by: PRIYA, do: 'move', move: { to: 'recovery' } },
      {
        after: 'PT70H',
        by: PRIYA,
        do: 'affected',
        affected: {
          entityRef: 'component:default/warehouse-admin',
          compromise: 'not-compromised',
        },
      },
      {
        after: 'PT72H',
        by: PRIYA,
        do: 'move',
        move: {
          to: 'resolved',
          resolution: {
            code: 'mitigated',
            summary: 'Each tablet has its own account.',
            rootCause: 'Accounts were ordered for sites, not for devices.',
          },
        },
      },
    ],
  },
  {
    id: 'phishing-original',
    daysAgo: 3,
    at: '09:30',
    reporter: 'user:default/clara.wintherup',
    report: {
      title: 'Phishing page imitating our checkout',
      summary: 'A copy of the payment page on a domain that looks like ours.',
      affected: [{ entityRef: 'component:default/checkout-web' }],
      detection: { method: 'customer', certainty: 'certain' },
    },
    events: [
      ...triageEvents(
        {
          responder: PRIYA,
          severity: 'medium',
          class: 'fraud',
          type: 'phishing',
        },
        1,
      ),
      {
        after: 'PT3H',
        by: PRIYA,
        do: 'step',
        step: {
          kind: 'containment',
          text: 'Take-down asked for; browsers show a warning.',
          outcome: 'succeeded',
        },
      },
      {
        after: 'PT3H5M',
        by: PRIYA,
        do: 'move',
        move: { to: 'recovery', reason: 'Nothing of ours to remove' },
      },
    ],
  },
  {
    daysAgo: 3,
    at: '10:20',
    reporter: 'user:default/nadia.ferhani',
    report: {
      title: 'Customer asks about a strange payment page',
      summary: 'The customer sent a picture of a page that is not ours.',
      affected: [{ entityRef: 'component:default/checkout-web' }],
      detection: { method: 'customer', certainty: 'unsure' },
    },
    events: [
      {
        after: 'PT25M',
        by: PRIYA,
        do: 'move',
        move: { to: 'merged', mergedInto: 'phishing-original' },
      },
    ],
  },
  {
    daysAgo: 58,
    at: '12:12',
    reporter: 'user:default/hanneke.vosberg',
    report: {
      title: 'Warehouse loader contacts an unknown host',
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
