import { identityApiRef } from '@backstage/core-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  BundleContents,
  BundleOptions,
  FileDownload,
  ProofApi,
} from 'backstage-plugin-security-incidents-common';
import { createHash } from 'node:crypto';
import { ReadableStream } from 'node:stream/web';
import { catchDownloads } from '../../__testUtils__/downloads';
import { proofApiRef, securityIncidentsApiRef } from '../../api';
import { QueryProvider } from '../../queries';
import { BundleButton } from './BundleButton';
import { bundleExports } from './BundleExports';
import { estimateDownload } from './size';

const KEY = 'SEC-2026-0042';
const CONTENT = Buffer.from('PK and the rest of a zip file');

const contents = (changes: Partial<BundleContents> = {}): BundleContents => ({
  incidents: 1,
  exercises: 0,
  merged: 0,
  entries: 16,
  marking: 'AMBER',
  keyOnly: [],
  parts: [
    { part: 'report', files: 1, sizeBytes: 12_000 },
    { part: 'evidence', files: 3, sizeBytes: 2_100_000 },
    { part: 'verifier', files: 2, sizeBytes: 22_000 },
  ],
  sizeBytes: 2_112_000,
  signing: { state: 'signed', keyId: 'a'.repeat(64) },
  checkpoint: { n: 7, at: '2020-11-23T10:00:00.000Z' },
  ...changes,
});

/** A file whose end the test decides. */
function openFile() {
  let controller: ReadableStreamDefaultController<Uint8Array>;
  const stream = new ReadableStream<Uint8Array>({
    start: given => {
      controller = given as never;
    },
  });
  return {
    download: {
      fileName: `${KEY}-auditor-bundle.zip`,
      content: stream as unknown as FileDownload['content'],
    },
    send: () => controller.enqueue(new Uint8Array(CONTENT)),
    end: () => controller.close(),
    breakOff: () => controller.error(new TypeError('network error')),
  };
}

async function open(api: Partial<ProofApi>) {
  await renderInTestApp(
    <QueryProvider>
      <BundleButton subject={{ incidentKey: KEY }} />
      <p>The page</p>
    </QueryProvider>,
    {
      apis: [
        // The cache belongs to the client and the reader.
        [securityIncidentsApiRef, {}],
        [identityApiRef, mockApis.identity()],
        [proofApiRef, { getBundleContents: async () => contents(), ...api }],
        [permissionApiRef, mockApis.permission()],
      ] as never,
    },
  );
  await screen.findByText('The page');
}

const openDialog = async () => {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Auditor bundle' }),
  );
  return screen.findByRole('dialog');
};

describe('the auditor bundle', () => {
  let downloads: ReturnType<typeof catchDownloads>;
  beforeEach(() => {
    downloads = catchDownloads();
    bundleExports.clear(KEY);
  });
  afterEach(() => downloads.restore());

  it('says what goes in before it is made', async () => {
    await open({});
    const dialog = await openDialog();
    expect(await within(dialog).findByText('report.html')).toBeVisible();
    expect(within(dialog).getByText(/3 files/)).toBeVisible();
    expect(within(dialog).getByText(/^about 2 MB/)).toBeVisible();
    expect(
      within(dialog).getByText(/16 timeline entries.*TLP:AMBER.*number 7/),
    ).toBeVisible();
  });

  it('shows progress, continues while the dialog is closed, and ends with the sha256', async () => {
    const file = openFile();
    await open({ downloadBundle: async () => file.download });
    const dialog = await openDialog();
    await userEvent.click(
      await within(dialog).findByRole('button', { name: 'Make the bundle' }),
    );
    file.send();
    expect(await within(dialog).findByRole('progressbar')).toBeVisible();
    // The one in the corner comes first.
    const [, close] = within(dialog).getAllByRole('button', { name: 'Close' });
    await userEvent.click(close);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(
      screen.getByText(`The bundle of ${KEY} is being made`),
    ).toBeInTheDocument();
    file.end();
    expect(
      await screen.findByText(`The bundle of ${KEY} is in your downloads`),
    ).toBeInTheDocument();
    expect(downloads.files).toEqual([
      {
        name: `${KEY}-auditor-bundle.zip`,
        type: 'application/zip',
        size: CONTENT.length,
      },
    ]);
    const again = await openDialog();
    expect(
      within(again).getByText(
        createHash('sha256').update(CONTENT).digest('hex'),
      ),
    ).toBeVisible();
  });

  it('says why it stopped, and starts again', async () => {
    const file = openFile();
    await open({ downloadBundle: async () => file.download });
    const dialog = await openDialog();
    await userEvent.click(
      await within(dialog).findByRole('button', { name: 'Make the bundle' }),
    );
    file.breakOff();
    expect(await within(dialog).findByText('The bundle stopped')).toBeVisible();
    expect(downloads.files).toEqual([]);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Try again' }),
    );
    expect(
      await within(dialog).findByRole('button', { name: 'Make the bundle' }),
    ).toBeEnabled();
  });

  it('can be cancelled', async () => {
    const file = openFile();
    let signal: AbortSignal | undefined;
    await open({
      downloadBundle: async (_key, _bundle, options) => {
        signal = options?.signal;
        return file.download;
      },
    });
    const dialog = await openDialog();
    await userEvent.click(
      await within(dialog).findByRole('button', { name: 'Make the bundle' }),
    );
    await userEvent.click(
      await within(dialog).findByRole('button', { name: 'Cancel the bundle' }),
    );
    expect(signal?.aborted).toBe(true);
    expect(
      within(dialog).getByRole('button', { name: 'Make the bundle' }),
    ).toBeEnabled();
  });

  it('leaves what is marked TLP:RED out, unless somebody says why', async () => {
    const asked: Array<BundleOptions | undefined> = [];
    const file = openFile();
    await open({
      getBundleContents: async () => contents({ keyOnly: [KEY] }),
      downloadBundle: async (_key, bundle) => {
        asked.push(bundle);
        return file.download;
      },
    });
    const dialog = await openDialog();
    expect(
      await within(dialog).findByText(
        `${KEY} is marked TLP:RED and goes in by key only.`,
      ),
    ).toBeVisible();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Include in full' }),
    );
    const make = within(dialog).getByRole('button', {
      name: 'Make the bundle',
    });
    expect(make).toBeDisabled();
    await userEvent.type(
      within(dialog).getByLabelText(/Why the content goes in/),
      'For the court',
    );
    await userEvent.click(make);
    await waitFor(() =>
      expect(asked).toEqual([{ tlpRedReason: 'For the court' }]),
    );
  });

  it('holds what was chosen before the start, and shows it while it is made', async () => {
    const asked: Array<BundleOptions | undefined> = [];
    const file = openFile();
    await open({
      downloadBundle: async (_key, bundle) => {
        asked.push(bundle);
        return file.download;
      },
    });
    const dialog = await openDialog();
    const box = (name: RegExp) =>
      within(dialog).getByRole('checkbox', { name });
    expect(
      await within(dialog).findByRole('checkbox', { name: /^verify.mjs/ }),
    ).toBeDisabled();
    await userEvent.click(box(/^evidence/));
    expect(within(dialog).getByText(/^about 33/)).toBeVisible();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Make the bundle' }),
    );
    await waitFor(() => expect(asked).toEqual([{ without: ['evidence'] }]));
    expect(box(/^evidence/)).not.toBeChecked();
    expect(box(/^evidence/)).toBeDisabled();
    expect(box(/^report.html/)).toBeChecked();
    expect(box(/^report.html/)).toBeDisabled();
  });

  it('warns when checkpoints are not signed', async () => {
    await open({
      getBundleContents: async () =>
        contents({ signing: { state: 'unsigned' } }),
    });
    const dialog = await openDialog();
    expect(
      await within(dialog).findByText('Checkpoints are not signed'),
    ).toBeVisible();
  });
});

describe('sizes', () => {
  it('of a download count files in full, since they hardly compress', () => {
    expect(
      estimateDownload([
        { part: 'evidence', sizeBytes: 1_000 },
        { part: 'records', sizeBytes: 1_000 },
      ]),
    ).toBe(1_180);
  });
});
