import type { EvidenceFields } from 'backstage-plugin-security-incidents-common';
import { compress, makeLog, makeScreenshot, makeTable } from './content';

const JUDITH = 'user:default/judith.amselin';
const AMARA = 'user:default/amara.quistel';
const VIKTOR = 'user:default/viktor.salomaa';
const PRIYA = 'user:default/priya.natesh';
const INES = 'user:default/ines.halvorsen';

/** What somebody does with a file after it was added. */
export interface CustodyStory {
  /** ISO-8601 duration since the report. */
  after: string;
  by: string;
  do: 'download' | 'verify' | 'hold';
  reason?: string;
}

/** A file of a story. */
export interface FileStory {
  after: string;
  by: string;
  name: string;
  mediaType?: string;
  fields?: Omit<EvidenceFields, 'taskId' | 'sha256'>;
  /** The plan task that it is for, by its id in the plan. */
  task?: string;
  /** Made when the history is written, so that no file is in the repository. */
  content?(): Buffer;
  /** For a file that is kept elsewhere. */
  elsewhere?: { location: string; sizeBytes: number };
  then?: CustodyStory[];
}

/** The files of the stories, by the title of their incident. */
export const FILES: Record<string, FileStory[]> = {
  'Live gateway key in a public repository': [
    {
      after: 'PT24M',
      by: INES,
      name: 'example-repo.bundle',
      fields: {
        kind: 'repository',
        description:
          'Public repository with its history, before the commit was removed',
      },
      task: 'preserve',
      content: () =>
        Buffer.concat([
          Buffer.from('# v2 git bundle\n'),
          compress(makeLog(11, 4_000)),
        ]),
    },
    {
      after: 'PT24M30S',
      by: INES,
      name: 'gateway-access-23h.ndjson.gz',
      mediaType: 'application/gzip',
      fields: {
        kind: 'log',
        source: 'payments-api host 3',
        description: 'Access log of the gateway, 23:00 to 08:15',
      },
      task: 'preserve',
      content: () => compress(makeLog(3, 20_000)),
      then: [
        { after: 'PT1H56M', by: VIKTOR, do: 'download' },
        { after: 'PT1H57M', by: VIKTOR, do: 'verify' },
        {
          after: 'PT2H11M',
          by: JUDITH,
          do: 'hold',
          reason: 'May be needed for the claim under contract 14.2.',
        },
        { after: 'PT2H28M', by: PRIYA, do: 'download' },
      ],
    },
  ],
  'Card testing bursts on the refund endpoint': [
    {
      after: 'PT45M',
      by: VIKTOR,
      name: 'refund-requests.ndjson',
      mediaType: 'application/x-ndjson',
      fields: { kind: 'log', description: 'Refunds of one hour, by address' },
      task: 'timeline',
      content: () => Buffer.from(makeLog(17, 900)),
      then: [{ after: 'PT3H', by: AMARA, do: 'verify' }],
    },
  ],
  'Stolen passwords tried on customer sign-in': [
    {
      after: 'PT40M',
      by: PRIYA,
      name: 'sign-in-attempts.csv',
      mediaType: 'text/csv',
      fields: { kind: 'log', description: 'Attempts by address and minute' },
      content: () => Buffer.from(makeTable(23, 'time,address,attempts', 600)),
    },
  ],
  'Upload worker runs an outdated image library': [
    {
      after: 'PT2H9M',
      by: VIKTOR,
      name: 'upload-requests-90d.ndjson.gz',
      mediaType: 'application/gzip',
      fields: { kind: 'log', description: 'Request logs of 90 days' },
      task: 'preserve',
      content: () => compress(makeLog(41, 6_000)),
    },
  ],
  'Phishing page imitating our checkout': [
    {
      after: 'PT35M',
      by: AMARA,
      name: 'phishing-page.png',
      mediaType: 'image/png',
      fields: {
        kind: 'screenshot',
        description: 'The page before the registrar took it down',
      },
      task: 'save-message',
      content: makeScreenshot,
    },
    {
      after: 'PT36M',
      by: AMARA,
      // Saved from the browser with the wrong ending.
      name: 'phishing-page-source.jpg',
      mediaType: 'image/jpeg',
      fields: { kind: 'page source' },
      content: () =>
        Buffer.from('<!doctype html>\n<title>Larchfield checkout</title>\n'),
    },
  ],
  'Customer list exported before a resignation': [
    {
      after: 'PT1H40M',
      by: PRIYA,
      name: 'query-log.csv',
      mediaType: 'text/csv',
      fields: { kind: 'log', description: 'Queries of the account, 30 days' },
      content: () => Buffer.from(makeTable(29, 'time,address,rows', 1_200)),
      then: [
        {
          after: 'PT26H',
          by: JUDITH,
          do: 'hold',
          reason: 'Counsel prepares a claim.',
        },
      ],
    },
    {
      after: 'PT2H30M',
      by: PRIYA,
      name: 'laptop-0417.E01',
      fields: { kind: 'disk', description: 'Image of the laptop' },
      elsewhere: {
        location: 'Forensics safe 3, disk 12',
        sizeBytes: 254_857_830_400,
      },
    },
  ],
};
