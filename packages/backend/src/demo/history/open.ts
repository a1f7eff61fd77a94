import { RESPONDERS, triageEvents } from './closedStory';
import { assigned, done, skipped, started } from './tasks';
import type { Story } from './types';

const [AMARA, VIKTOR, PRIYA] = RESPONDERS;
const PAYMENTS = 'component:default/payments-api';
const INES = 'user:default/ines.halvorsen';
const MAYA = 'user:default/maya.castellan';
const ROHAN = 'user:default/rohan.mistrel';
const OKSANA = 'user:default/oksana.bilytska';

/** Open incidents with their plans, and the incidents merged into them. */
export const openStories: Story[] = [
  {
    daysAgo: 0,
    at: '02:34',
    plan: 'responseplan:default/card-payments-leaked-credential',
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
        task: 'preserve',
      },
      done('PT25M', INES, 'preserve'),
      // The incident is for those who need to know, and so she is made one of them.
      { after: 'PT26M', by: AMARA, do: 'role', role: 'sme', principal: MAYA },
      assigned(
        'PT26M',
        AMARA,
        'list-holders',
        MAYA,
        'The checkout calls the gateway with the same key',
      ),
      done(
        'PT30M',
        AMARA,
        'confirm',
        'The gateway confirms: a live key of ours, readable for eight hours.',
      ),
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
      done(
        'PT48M',
        MAYA,
        'list-holders',
        'payments-api, payments-worker and the preview of the checkout hold it, nothing else.',
      ),
      started('PT55M', INES, 'revoke'),
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
          audience: 'management',
          text: 'Told the card gateway and the engineering directors by phone.',
        },
        performedBefore: 'PT1H10M',
      },
      assigned(
        'PT1H52M',
        AMARA,
        'block-abuse',
        MAYA,
        'The rules of the edge in front of the payment pages are yours',
      ),
      started('PT1H55M', VIKTOR, 'review-use'),
    ],
  },
  {
    daysAgo: 2,
    at: '14:12',
    plan: 'responseplan:default/account-takeover',
    reporter: 'user:default/adaeze.nnoruka',
    report: {
      title: 'Card testing bursts on the refund endpoint',
      tlp: 'GREEN',
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
      done(
        'PT50M',
        VIKTOR,
        'confirm',
        'Three holders of such cards were called: none of them asked for a refund.',
      ),
      done(
        'PT70M',
        VIKTOR,
        'timeline',
        'First burst on Sunday at 03:10, then one each hour, a minute long.',
      ),
      done(
        'PT80M',
        VIKTOR,
        'pattern',
        'The same client on every burst; no sign-in anywhere near it.',
      ),
      skipped(
        'PT95M',
        VIKTOR,
        'suspend',
        'No account was taken: refunds could be asked for without one',
      ),
      skipped('PT96M', VIKTOR, 'undo-changes', 'No account was changed'),
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
        task: 'cause',
      },
      done('PT20H5M', VIKTOR, 'cause'),
      skipped('PT20H6M', VIKTOR, 'reset', 'No account was taken'),
      { after: 'PT20H15M', by: VIKTOR, do: 'move', move: { to: 'recovery' } },
      assigned(
        'PT20H20M',
        VIKTOR,
        'make-good',
        INES,
        'You know which of the refunds were real',
      ),
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
    plan: 'responseplan:default/account-takeover',
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
      done(
        'PT25M',
        AMARA,
        'confirm',
        'Ten holders were called: eight of them did not sign in themselves.',
      ),
      started('PT32M', AMARA, 'timeline'),
      {
        after: 'PT40M',
        by: AMARA,
        do: 'step',
        step: {
          kind: 'containment',
          text: 'Second step on for all sign-ins from new devices.',
          outcome: 'partial',
        },
        task: 'throttle',
      },
      done('PT41M', AMARA, 'throttle'),
      assigned(
        'PT45M',
        AMARA,
        'suspend',
        'user:default/leila.haddoun',
        'Nobody but the owner of sign-in is to know of it for now',
      ),
    ],
  },
  {
    daysAgo: 4,
    at: '10:05',
    plan: 'responseplan:default/exploited-vulnerability',
    reporter: 'user:default/elsie.farrowby',
    report: {
      title: 'Upload worker runs an outdated image library',
      tlp: 'GREEN',
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
      done(
        'PT1H30M',
        ROHAN,
        'inventory',
        'Only media-resizer has it, in both regions.',
      ),
      done(
        'PT1H50M',
        VIKTOR,
        'reachable',
        'Whoever has an account can send such a file.',
      ),
      done(
        'PT2H10M',
        VIKTOR,
        'preserve',
        'Request logs of 90 days and the disks of both workers are copied.',
      ),
      skipped(
        'PT3H',
        ROHAN,
        'freeze-builds',
        'The version has been pinned since spring',
      ),
      {
        after: 'PT5H',
        by: ROHAN,
        do: 'step',
        step: {
          kind: 'containment',
          text: 'Uploads of that format are refused for now.',
          outcome: 'succeeded',
        },
        task: 'shield',
      },
      done('PT5H5M', ROHAN, 'shield'),
      done(
        'PT7H',
        VIKTOR,
        'hunt',
        'Looked at the uploads of 90 days: no file of that shape.',
      ),
      { after: 'PT7H10M', by: VIKTOR, do: 'move', move: { to: 'eradication' } },
      started('PT24H', ROHAN, 'patch'),
      assigned(
        'PT24H10M',
        ROHAN,
        'rotate',
        'user:default/elsie.farrowby',
        'You set up the bucket',
      ),
    ],
  },
  {
    daysAgo: 6,
    at: '08:15',
    plan: 'responseplan:default/exploited-vulnerability',
    reporter: 'user:default/liam.corrowan',
    report: {
      title: 'Warehouse tablets share one account',
      tlp: 'GREEN',
      summary: 'All tablets of one site sign in as the same person.',
      affected: [{ entityRef: 'component:default/warehouse-admin' }],
      detection: { method: 'audit' },
      personalData: { involved: 'no' },
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
      done(
        'PT8H',
        OKSANA,
        'inventory',
        'All 31 tablets of the site; the other sites have accounts of their own.',
      ),
      done(
        'PT9H',
        PRIYA,
        'reachable',
        'Only from the network of the site, by whoever picks up a tablet.',
      ),
      done(
        'PT9H30M',
        PRIYA,
        'preserve',
        'Sign-ins of the account since January are saved.',
      ),
      skipped('PT19H', OKSANA, 'freeze-builds', 'No code is concerned'),
      {
        after: 'PT20H',
        by: OKSANA,
        do: 'step',
        step: {
          kind: 'containment',
          text: 'The shared account can only book goods in.',
          outcome: 'succeeded',
        },
        task: 'shield',
      },
      done('PT20H10M', OKSANA, 'shield'),
      done(
        'PT20H40M',
        PRIYA,
        'hunt',
        'Every booking of a month has a shift behind it.',
      ),
      { after: 'PT21H', by: PRIYA, do: 'move', move: { to: 'eradication' } },
      done(
        'PT58H',
        OKSANA,
        'patch',
        'Each tablet signs in with an account of its own; the shared one is gone.',
      ),
      skipped('PT59H', OKSANA, 'rebuild', 'Nobody got in'),
      { after: 'PT60H', by: PRIYA, do: 'move', move: { to: 'recovery' } },
      done(
        'PT66H',
        PRIYA,
        'verify',
        'The old password is refused on three tablets.',
      ),
      skipped('PT67H', PRIYA, 'product-duty', 'Nothing of it is sold'),
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
    plan: 'responseplan:default/phishing',
    reporter: 'user:default/clara.wintherup',
    report: {
      title: 'Phishing page imitating our checkout',
      tlp: 'GREEN',
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
      done(
        'PT35M',
        PRIYA,
        'thank',
        'The customer typed nothing in and sent a picture of the page.',
      ),
      done(
        'PT50M',
        PRIYA,
        'save-message',
        'Page, certificate and address record are saved; no message led there.',
      ),
      done(
        'PT70M',
        PRIYA,
        'find-recipients',
        'No message of the week led there: customers found the page by a search.',
      ),
      skipped('PT75M', PRIYA, 'stop-payment', 'Nobody of ours has paid there'),
      {
        after: 'PT3H',
        by: PRIYA,
        do: 'step',
        step: {
          kind: 'containment',
          text: 'Take-down asked for; browsers show a warning.',
          outcome: 'succeeded',
        },
        task: 'purge',
      },
      done('PT3H1M', PRIYA, 'purge'),
      skipped('PT3H2M', PRIYA, 'reset', 'Nobody of ours typed anything in'),
      skipped('PT3H3M', PRIYA, 'mail-rules', 'No mailbox was entered'),
      skipped('PT3H4M', PRIYA, 'review-mail-use', 'No mailbox was entered'),
      {
        after: 'PT3H5M',
        by: PRIYA,
        do: 'move',
        move: { to: 'recovery', reason: 'Nothing of ours to remove' },
      },
      assigned(
        'PT3H30M',
        PRIYA,
        'warn',
        MAYA,
        'The warning stands on the checkout itself',
      ),
    ],
  },
  {
    daysAgo: 3,
    at: '10:20',
    reporter: 'user:default/nadia.ferhani',
    report: {
      title: 'Customer asks about a strange payment page',
      tlp: 'GREEN',
      summary: 'The customer sent a picture of a page that is not ours.',
      affected: [{ entityRef: 'component:default/checkout-web' }],
      detection: { method: 'customer', certainty: 'unsure' },
    },
    events: [
      {
        after: 'PT25M',
        by: PRIYA,
        do: 'move',
        move: {
          to: 'merged',
          mergedInto: 'phishing-original',
          reason: 'The picture shows the page that is being taken down.',
        },
      },
    ],
  },
];
