import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Demo, Persona } from './support/demo';
import { expect, test } from './support/fixtures';

const SERVICE = 'component:default/payments-api';
const CODENAME = 'Whimbrel opens the vault';

/** What the actions of the plugin are called over MCP. */
const TOOLS = [
  'change-task',
  'get-incident',
  'list-incidents',
  'list-my-work',
  'list-response-plans',
  'record-step',
  'report-concern',
].map(name => `security-incidents.${name}`);

/** Connects to the demo as a model's client does, for one persona. */
async function connect(demo: Demo, persona: Persona) {
  const client = new Client({ name: 'e2e', version: '1.0.0' });
  const token = await demo.token(persona);
  await client.connect(
    new StreamableHTTPClientTransport(
      new URL(`${demo.url}/api/mcp-actions/v1`),
      { requestInit: { headers: { authorization: `Bearer ${token}` } } },
    ),
  );
  return {
    client,
    async call<T>(name: string, input: object): Promise<T> {
      const answer = await client.callTool({
        name: `security-incidents.${name}`,
        arguments: { ...input },
      });
      expect(answer.isError ?? false, JSON.stringify(answer)).toBe(false);
      return readAnswer<T>(answer);
    },
    async refused(name: string, input: object): Promise<string> {
      const answer = await client.callTool({
        name: `security-incidents.${name}`,
        arguments: { ...input },
      });
      expect(answer.isError).toBe(true);
      return JSON.stringify(answer.content);
    },
  };
}

/** The output, which arrives as JSON in a block of code. */
function readAnswer<T>(answer: object): T {
  const { content } = answer as { content: Array<{ text: string }> };
  const [{ text }] = content;
  return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
}

test('a model finds, reports and records with the permissions of the person it works for', async ({
  demo,
}) => {
  const engineer = await connect(demo, 'engineer');
  const { tools } = await engineer.client.listTools();
  const own = tools.filter(({ name }) => name.startsWith('security-incidents'));
  expect(own.map(({ name }) => name).sort()).toEqual(TOOLS);
  for (const { name, annotations, description } of own) {
    const reads = /\.(get|list)-/.test(name);
    expect(annotations, name).toMatchObject({
      readOnlyHint: reads,
      destructiveHint: false,
    });
    expect(description!.length, name).toBeGreaterThan(80);
  }

  const { plans } = await engineer.call<{ plans: Array<{ reason: string }> }>(
    'list-response-plans',
    { entityRef: SERVICE },
  );
  expect(plans[0].reason).not.toBe('');

  const report = {
    title: 'Curlew sends the ledger to a stranger',
    entityRefs: [SERVICE],
    unsure: true,
    idempotencyKey: 'mcp-report',
  };
  const { key } = await engineer.call<{ key: string }>(
    'report-concern',
    report,
  );
  expect(await engineer.call('report-concern', report)).toMatchObject({ key });
  const found = await engineer.call<{ incidents: Array<{ key: string }> }>(
    'list-incidents',
    { text: 'Curlew stranger' },
  );
  expect(found.incidents.map(incident => incident.key)).toEqual([key]);
  expect(
    await engineer.refused('report-concern', { ...report, entityRefs: ['?'] }),
  ).toContain('affected');

  const responder = await connect(demo, 'responder');
  const { stepId } = await responder.call<{ stepId: string }>('record-step', {
    incident: key,
    kind: 'analysis',
    text: 'Read the access log of the ledger',
    outcome: 'succeeded',
  });
  const { items } = await demo.get<{ items: Array<{ id: string }> }>(
    'responder',
    `/incidents/${key}/steps`,
  );
  expect(items.map(({ id }) => id)).toEqual([stepId]);

  const hidden = await demo.must<{ key: string }>('responder', '/incidents', {
    method: 'POST',
    body: {
      title: CODENAME,
      visibility: 'restricted',
      affected: [{ entityRef: SERVICE }],
    },
  });
  const listed = await engineer.call<object>('list-incidents', {
    entityRef: SERVICE,
    limit: 50,
  });
  expect(JSON.stringify(listed)).not.toContain(hidden.key);
  const missing = await engineer.refused('get-incident', {
    incident: 'SEC-2026-9999',
  });
  const denied = await engineer.refused('get-incident', {
    incident: hidden.key,
  });
  expect(denied.replaceAll(hidden.key, 'SEC-2026-9999')).toBe(missing);

  const red = await demo.must<{ key: string }>('responder', '/incidents', {
    method: 'POST',
    body: { title: CODENAME, tlp: 'RED', affected: [{ entityRef: SERVICE }] },
  });
  const marked = await responder.call<{ contentWithheld?: boolean }>(
    'get-incident',
    { incident: red.key },
  );
  expect(marked.contentWithheld).toBe(true);
  expect(JSON.stringify(marked)).not.toContain(CODENAME);

  await engineer.client.close();
  await responder.client.close();
});
