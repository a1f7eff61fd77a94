import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  BASE,
  refusal,
  renderPage,
  TestBackend,
} from '../../__testUtils__/backend';
import { catchDownloads } from '../../__testUtils__/downloads';
import { coverage } from '../../__testUtils__/plans';
import { CoveragePage } from '../CoveragePage';

const server = setupServer();
registerMswTestHooks(server);

const YAML = `apiVersion: security-incidents/v1alpha1
kind: ResponsePlan
metadata:
  name: leaked-credential
spec:
  lifecycle: draft
  # rm -rf <img src=x onerror=alert(1)>
`;

let sent: unknown[];
beforeEach(() => {
  sent = [];
  new TestBackend(server).listen();
  server.use(
    http.get(`${BASE}/response-plans/coverage`, () =>
      HttpResponse.json(coverage()),
    ),
    http.post(`${BASE}/response-plans/import`, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({
        plan: YAML,
        findings: [
          { level: 'kept', path: 'name', message: 'It became the title' },
          {
            level: 'note',
            path: 'workflow.action--1.commands[0]',
            message: 'The bash command became text: rm -rf /tmp/x',
          },
          {
            level: 'dropped',
            path: 'playbook_variables',
            message: 'Variables have no place in a plan',
          },
        ],
      });
    }),
  );
});

const open = async () => {
  renderPage(<CoveragePage />, { at: '/coverage' });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Import a playbook' }),
  );
  return screen.findByRole('dialog', { name: 'Import a playbook' });
};

const paste = async (dialog: HTMLElement, text: string) => {
  await userEvent.click(
    within(dialog).getByRole('textbox', { name: /Playbook \(JSON\)/ }),
  );
  await userEvent.paste(text);
};

const convert = (dialog: HTMLElement) =>
  userEvent.click(within(dialog).getByRole('button', { name: 'Convert' }));

describe('ImportPlaybookDialog', () => {
  it('returns the focus, and loads the coverage once', async () => {
    let asked = 0;
    server.use(
      http.get(`${BASE}/response-plans/coverage`, () => {
        asked += 1;
        return HttpResponse.json(coverage());
      }),
    );
    const dialog = await open();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Import a playbook' }),
      ).toHaveFocus(),
    );
    expect(asked).toBe(1);
  });

  it('shows what was kept, noted and dropped, and the plan as plain text', async () => {
    const dialog = await open();
    expect(
      within(dialog).getByRole('button', { name: 'Convert' }),
    ).toBeDisabled();
    await paste(dialog, '{"type":"playbook"}');
    await convert(dialog);
    expect(await within(dialog).findByText('Kept, 1')).toBeVisible();
    expect(within(dialog).getByText('Turned into notes, 1')).toBeVisible();
    expect(
      within(dialog).getByText('The bash command became text: rm -rf /tmp/x'),
    ).toBeVisible();
    expect(within(dialog).getByText('Dropped, 1')).toBeVisible();
    const plan = within(dialog).getByRole('region', { name: 'Plan as YAML' });
    expect(plan.textContent).toBe(YAML);
    expect(plan.children).toHaveLength(0);
    expect(sent).toEqual([
      { format: 'cacao', document: '{"type":"playbook"}' },
    ]);
  });

  it('copies the plan, and downloads it under its name', async () => {
    const user = userEvent.setup();
    const downloads = catchDownloads();
    const copied: string[] = [];
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockImplementation(async text => {
        copied.push(text);
      });
    const dialog = await open();
    await paste(dialog, '{}');
    await convert(dialog);
    await user.click(
      await within(dialog).findByRole('button', { name: 'Copy' }),
    );
    expect(await within(dialog).findByText('Copied')).toBeVisible();
    expect(copied).toEqual([YAML]);
    await user.click(
      within(dialog).getByRole('button', { name: 'Download YAML' }),
    );
    expect(downloads.files).toEqual([
      {
        name: 'leaked-credential.yaml',
        type: 'application/yaml',
        size: YAML.length,
      },
    ]);
    downloads.restore();
  });

  it('says when a plan of that name exists', async () => {
    server.use(
      http.post(`${BASE}/response-plans/import`, () =>
        HttpResponse.json({
          plan: YAML.replace('leaked-credential', 'ransomware'),
          findings: [],
        }),
      ),
    );
    const dialog = await open();
    await paste(dialog, '{}');
    await convert(dialog);
    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent('This name is taken');
    expect(alert).toHaveTextContent(
      'There is already a plan named ransomware: Ransomware.',
    );

    const name = within(dialog).getByLabelText(/Name of the plan/);
    await userEvent.type(name, '-at-work');
    await waitFor(() =>
      expect(within(dialog).queryByText('This name is taken')).toBeNull(),
    );
    expect(
      within(dialog).getByRole('region', { name: 'Plan as YAML' }),
    ).toHaveTextContent('name: ransomware-at-work');
    await userEvent.type(name, ' x');
    expect(
      within(dialog).getByText(
        'Only letters and digits, with - _ or . between them.',
      ),
    ).toBeVisible();
  });

  it('warns of no name that is free', async () => {
    const dialog = await open();
    await paste(dialog, '{}');
    await convert(dialog);
    await within(dialog).findByRole('region', { name: 'Plan as YAML' });
    expect(within(dialog).queryByText('This name is taken')).toBeNull();
  });

  it('reads a file, and refuses one that is too large', async () => {
    const dialog = await open();
    const field = within(dialog).getByLabelText('Playbook file');
    await userEvent.upload(
      field,
      new File(['x'.repeat(1_048_577)], 'large.json', {
        type: 'application/json',
      }),
    );
    expect(
      await within(dialog).findByText(/large\.json is larger than 1 MB/),
    ).toBeVisible();
    const small = new File(['{"a":1}'], 'small.json', {
      type: 'application/json',
    });
    // The test browser's files cannot be read yet.
    small.text = async () => '{"a":1}';
    await userEvent.upload(field, small);
    await waitFor(() =>
      expect(
        within(dialog).getByRole('textbox', { name: /Playbook \(JSON\)/ }),
      ).toHaveValue('{"a":1}'),
    );
    expect(sent).toEqual([]);
  });

  it('shows all errors of a playbook, and keeps the text', async () => {
    server.use(
      http.post(`${BASE}/response-plans/import`, () =>
        refusal(400, {
          name: 'InputError',
          message: 'type: must be playbook',
          findings: [
            {
              level: 'error',
              path: 'type',
              message: 'must be playbook',
            },
            { level: 'error', path: '', message: 'has no workflow' },
          ],
        }),
      ),
    );
    const dialog = await open();
    await paste(dialog, '{"type":"bundle"}');
    await convert(dialog);
    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent('This playbook cannot be converted');
    expect(within(alert).getByText('Errors, 2')).toBeVisible();
    expect(within(alert).getByText('must be playbook')).toBeVisible();
    expect(within(alert).getByText('has no workflow')).toBeVisible();
    expect(
      within(dialog).getByRole('textbox', { name: /Playbook \(JSON\)/ }),
    ).toHaveValue('{"type":"bundle"}');
    expect(
      within(dialog).queryByRole('region', { name: 'Plan as YAML' }),
    ).not.toBeInTheDocument();
  });

  it('shows the message of the backend when it cannot be sent', async () => {
    server.use(
      http.post(`${BASE}/response-plans/import`, () =>
        refusal(503, { message: 'Busy' }),
      ),
    );
    const dialog = await open();
    await paste(dialog, '{}');
    await convert(dialog);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Busy');
  });

  it('opens from the URL, and leaves it when it closes', async () => {
    renderPage(<CoveragePage />, { at: '/coverage?import=true&tier=1' });
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    );
    await waitFor(() =>
      expect(screen.getByLabelText('address')).toHaveTextContent(/^\?tier=1$/),
    );
  });
});
