import type { ReviewStory, WaivedReview } from './types';

const AMARA = 'user:default/amara.quistel';
const VIKTOR = 'user:default/viktor.salomaa';
const PRIYA = 'user:default/priya.natesh';
const NOOR = 'user:default/noor.elmasry';
const CALLUM = 'user:default/callum.reidyard';
const INES = 'user:default/ines.halvorsen';
const LEILA = 'user:default/leila.haddoun';
const KWAME = 'user:default/kwame.asarewa';
const HANNEKE = 'user:default/hanneke.vosberg';
const SUNNIVA = 'user:default/sunniva.aasrud';
const DIEGO = 'user:default/diego.arroyal';
const TOMASZ = 'user:default/tomasz.wronka';
const JOON = 'user:default/joon.baekman';
const OKSANA = 'user:default/oksana.bilytska';

/** What was reviewed in the last twelve months, oldest incident first, with 21 actions from 13 incidents and an exercise. */
export const reviewStories: readonly ReviewStory[] = [
  {
    of: 'Card tokens written to debug logs',
    category: 'configuration',
    fields: {
      contributingFactors: [
        'Nobody reads the change notes of the logging library',
      ],
      lessons: 'Mask before the logger, not in the logger.',
    },
    actions: [
      {
        type: 'prevention',
        title: 'Search new log lines for tokens in each build',
        owner: TOMASZ,
        dueIn: -310,
        doneIn: -316,
        worksIf: 'A planted token stops the build',
        checkIn: -270,
        proven: { in: -274, by: NOOR, text: 'Stopped 2 of 2 builds' },
      },
    ],
  },
  {
    of: 'Checkout flooded on the day of the sale',
    category: 'design',
    fields: {
      detectionGap:
        'The queue length grew for twenty minutes before the alert.',
      lessons: 'A sale needs a limit for each shopper, agreed before the day.',
    },
    actions: [
      {
        type: 'detection',
        title: 'Alert on the length of the checkout queue',
        owner: JOON,
        dueIn: -290,
        doneIn: -292,
        worksIf: 'Fires within three minutes in the load test',
        checkIn: -250,
        proven: { in: -255, by: VIKTOR, text: 'Fired after 100 seconds' },
      },
    ],
  },
  {
    of: 'Tokens could be matched across merchants',
    category: 'design',
    fields: {
      contributingFactors: ['The threat model did not name other merchants'],
    },
    actions: [
      {
        type: 'process',
        title: 'Threat model names every party of a token',
        owner: INES,
        dueIn: -262,
        doneIn: -270,
        worksIf: 'The next design review finds it filled in',
        checkIn: -200,
        proven: { in: -204, by: CALLUM, text: 'Filled in for 3 of 3 designs' },
      },
    ],
  },
  {
    of: 'Customer list exported before a resignation',
    category: 'access',
    fields: {
      detectionGap: 'The export ran at night; a rule for the hour finds it.',
    },
    actions: [
      {
        type: 'detection',
        title: 'Alert on large exports outside working hours',
        owner: NOOR,
        dueIn: -199,
        doneIn: -202,
        worksIf: 'Fires on a real export',
        checkIn: -67,
        checker: HANNEKE,
        note: {
          on: -198,
          text: 'Fired once in a test, never on the real export of 15 May',
        },
      },
    ],
  },
  {
    of: 'Forty customer accounts taken over',
    category: 'access',
    fields: {
      lessons: 'Passwords alone do not protect accounts with saved cards.',
    },
    actions: [
      {
        type: 'prevention',
        title: 'Second step at sign-in from new devices',
        owner: LEILA,
        dueIn: -61,
        moved: [
          { on: -64, to: -40, reason: 'Waits for the new sign-in page' },
          { on: -41, to: -10, reason: 'The page is in its second test' },
        ],
        worksIf: 'Sign-ins from new devices ask twice. Watch for 90 days',
        checkIn: 80,
        checker: CALLUM,
        note: { on: -21, text: 'Waits for the new sign-in page.' },
      },
    ],
  },
  {
    of: 'Admin rights granted outside office hours',
    category: 'access',
    approvedBy: VIKTOR,
    fields: {
      contributingFactors: ['Supplier accounts were left out of the review'],
      lessons: 'Every account that can grant rights needs a hardware key.',
    },
    actions: [
      {
        type: 'detection',
        title: 'Alert when admin rights come without a ticket',
        owner: CALLUM,
        dueIn: -120,
        doneIn: -124,
        worksIf: 'Fires in each of three tests',
        checkIn: -30,
        proven: { in: -31, by: VIKTOR, text: 'Fired in 3 of 3 tests' },
      },
    ],
  },
  {
    of: 'Sandbox key of a merchant mailed in plain text',
    category: 'process',
    fields: {
      lessons: 'A form that has a field for a secret will be used.',
    },
    actions: [
      {
        type: 'prevention',
        title: 'Replace long-lived keys by short-lived ones',
        owner: INES,
        dueIn: -91,
        moved: [{ on: -92, to: -30, reason: 'The vault came a month late' }],
        worksIf: 'No key older than 24 h in the vault. Check after 90 days',
        checkIn: 60,
        checker: CALLUM,
        note: { on: -49, text: 'Vault ready, three merchants left.' },
      },
      {
        type: 'fix',
        title: 'Take the field for keys out of the onboarding mail',
        owner: TOMASZ,
        dueIn: -200,
        doneIn: -203,
        worksIf: 'No mail of a month holds a key',
        checkIn: -165,
        proven: { in: -168, by: NOOR, text: 'None in 214 mails' },
      },
    ],
  },
  {
    of: 'Package with our internal name on a public registry',
    category: 'supplier',
    fields: {
      contributingFactors: ['The proxy asked the public registry first'],
    },
    actions: [
      {
        type: 'prevention',
        title: 'Internal names resolve inside only',
        owner: SUNNIVA,
        dueIn: -180,
        doneIn: -184,
        worksIf: 'A planted public package is never fetched',
        checkIn: -130,
        proven: { in: -133, by: PRIYA, text: 'Not fetched in 400 builds' },
      },
    ],
  },
  {
    of: 'Export with customer names left in a shared folder',
    category: 'process',
    fields: {
      detectionGap: 'A weekly list of shared folders names this one.',
      lessons: 'Exports need an end, not only an owner.',
    },
    actions: [
      {
        type: 'prevention',
        title: 'Shared folders expire after 30 days',
        owner: KWAME,
        dueIn: -12,
        doneIn: -14,
        worksIf: 'No folder older than 30 days',
        checkIn: 18,
        checker: NOOR,
      },
      {
        type: 'training',
        title: 'Analysts practise the export without names',
        owner: HANNEKE,
        dueIn: -150,
        doneIn: -152,
        worksIf: 'No export of a month holds names it does not need',
        checkIn: -110,
        proven: { in: -112, by: PRIYA, text: '0 of 31 exports' },
      },
    ],
  },
  {
    of: 'Merchant sessions taken over with a stolen token',
    category: 'design',
    fields: {
      contributingFactors: ['The plan had no task for merchants'],
      planChanges: 'Merchants are told apart from customers.',
    },
    actions: [
      {
        type: 'plan-change',
        title: 'Account takeover plan gets a branch for merchants',
        owner: VIKTOR,
        dueIn: -15,
        worksIf: 'A new version is approved',
        checkIn: 30,
        checker: PRIYA,
      },
      {
        type: 'fix',
        title: 'Bind merchant tokens to the client certificate',
        owner: TOMASZ,
        dueIn: -140,
        doneIn: -143,
        worksIf: 'No foreign session in 90 days',
        checkIn: -60,
        proven: { in: -73, by: INES, text: 'No foreign session in 90 days' },
      },
    ],
  },
  {
    of: 'Order numbers accepted without an owner check',
    category: 'vulnerability',
    fields: {
      lessons: 'The check belongs in the library that every API uses.',
    },
    actions: [
      {
        type: 'prevention',
        title: 'Owner check in the library every API uses',
        owner: JOON,
        dueIn: 31,
        worksIf: 'No order of others in a scan of 30 days',
        checkIn: 61,
        checker: CALLUM,
      },
    ],
  },
  {
    of: 'Flawed compression library in the release pipeline',
    category: 'vulnerability',
    fields: {
      contributingFactors: ['Pinned images are on no list'],
      planChanges: 'The first task names pinned images.',
      lessons: 'Rebuilding images misses what is pinned.',
    },
    actions: [
      {
        type: 'fix',
        title: 'Rebuild pinned images with the others',
        owner: SUNNIVA,
        dueIn: -40,
        doneIn: -43,
        worksIf: 'No pinned image is older than the others',
        checkIn: -3,
        checker: NOOR,
        note: { on: -4, text: 'SEC-2026-0046 speaks against it' },
      },
      {
        type: 'plan-change',
        title: 'Plan names pinned images in its first task',
        owner: NOOR,
        dueIn: -18,
        doneIn: -20,
        worksIf: 'First task names pinned images',
        checkIn: 12,
        checker: VIKTOR,
      },
      {
        type: 'detection',
        title: 'Refuse images older than 30 days at release',
        owner: DIEGO,
        dueIn: -90,
        doneIn: -95,
        worksIf: 'Releases with older images are refused',
        checkIn: -38,
        proven: { in: -40, by: NOOR, text: '9 releases refused' },
      },
    ],
  },
  {
    of: 'Exercise: ransomware on a build runner',
    category: 'process',
    fields: {
      lessons: 'Isolation waited for a second person who was asleep.',
    },
    actions: [
      {
        type: 'plan-change',
        title: 'One person may isolate a build runner',
        owner: VIKTOR,
        dueIn: 46,
        worksIf: 'Next exercise needs one person only',
        checkIn: 76,
        checker: AMARA,
      },
    ],
  },
  {
    of: 'Warehouse tablets share one account',
    category: 'process',
    isDraft: true,
    fields: {
      summary:
        'All 31 tablets of one warehouse signed in as the same person since the site opened in January. Anybody at the site could book goods in under that name. Nobody did: every booking of the last month has a shift behind it.',
      contributingFactors: [
        'The order form of the directory has no field for a device',
        'Nobody compares accounts with devices after a site has opened',
        'The night shift has no deputy who may change accounts',
      ],
      wentWell:
        'Bookings were cut back within the hour once the owner was reached.',
      wentBadly: 'Eleven hours passed until somebody with the right could act.',
      detectionGap:
        'One account with 31 devices in the sign-in log. A monthly comparison would have found it in February.',
      planFollowed: 'partly',
    },
    actions: [
      {
        type: 'fix',
        title: 'Order accounts by device, not by site',
        owner: OKSANA,
        dueIn: 46,
        worksIf: 'No account with two devices in 60 days',
        checkIn: 105,
        checker: CALLUM,
      },
      {
        type: 'detection',
        title: 'Compare accounts with devices each month',
        owner: CALLUM,
        dueIn: 62,
        worksIf: 'Finds a planted shared account',
        checkIn: 90,
        checker: PRIYA,
      },
      {
        type: 'plan-change',
        title: 'Name a deputy owner for the night shift',
        owner: PRIYA,
        dueIn: 18,
        worksIf: 'Exercise at night, answered in 15 minutes',
        checkIn: 62,
        checker: OKSANA,
      },
    ],
  },
];

export const waivedReviews: readonly WaivedReview[] = [
  {
    of: 'Image parser flaw reachable from uploads',
    by: AMARA,
    reason: 'The flaw was public and the fix took an hour.',
  },
];
