import {
  type BundleOptions,
  type Incident,
  type OptionalBundlePart,
  TLP_MARKINGS,
  type TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { toPem } from '../checkpoints/keys';
import type { AuthorizedContext } from '../kernel/contexts';
import { writeCsv } from '../reports/exports/ListFile';
import { INCIDENTS_LIST } from '../reports/exports/lists';
import type { BundleFile } from './archive';
import type { BundleReader } from './BundleReader';
import { toOcsf } from './ocsf';
import { README } from './readme';
import {
  type ReportCover,
  renderCover,
  renderEnd,
  renderIncident,
  renderKeyOnly,
} from './report';
import { type BundleSection, toEvidenceItems } from './sections';
import type {
  BundledIncident,
  BundleProofs,
  BundlesStore,
} from './store/BundlesStore';
import { toVeris } from './veris';

/** What a bundle is made of. */
export interface BundleRequest {
  incidents: readonly BundledIncident[];
  /** Whether it is a bundle of one incident, whose files are not in a folder. */
  isSingle: boolean;
  options: BundleOptions;
  /** Absent for callers who may not see checkpoints. */
  proofs?: BundleProofs;
  title: string;
  subtitle: string;
  madeAt: string;
  madeBy: string;
  context: AuthorizedContext;
}

const toJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Whether only the key of an incident goes in. */
export function isKeyOnly(
  { tlp }: Pick<BundledIncident, 'tlp'>,
  { tlpRedReason }: BundleOptions,
): boolean {
  return tlp === 'RED' && tlpRedReason === undefined;
}

/** How many there are by the rules of reports. */
export function countIncidents(incidents: readonly BundledIncident[]) {
  const count = (what: BundledIncident['counts']) =>
    incidents.filter(({ counts }) => counts === what).length;
  return {
    incidents: count('incident'),
    exercises: count('exercise'),
    merged: count('merged'),
  };
}

/** Whether a part goes in. */
function has(part: OptionalBundlePart, { without }: BundleOptions): boolean {
  return !without?.includes(part);
}

/** The highest marking of what goes in. */
export function getMarking(
  incidents: readonly BundledIncident[],
  options: BundleOptions,
): string {
  const inside = incidents.filter(incident => !isKeyOnly(incident, options));
  const highest = Math.max(
    0,
    ...inside.map(({ tlp }) => TLP_MARKINGS.indexOf(tlp)),
  );
  return TLP_MARKINGS[highest];
}

/** What the record says, without what depends on who reads it. */
function toRecord(
  { transitions: _t, rights: _r, readAs: _a, ...incident }: Incident,
  entries: readonly TimelineEntry[],
  madeAt: string,
) {
  const last = entries[entries.length - 1];
  return {
    exportedAt: madeAt,
    chain: {
      chain: last?.chain,
      entries: entries.length,
      headHash: last?.hash,
    },
    incident,
  };
}

let verifier: Buffer | undefined;
function readVerifier(): Buffer {
  verifier ??= readFileSync(
    resolvePackagePath(
      'backstage-plugin-security-incidents-backend',
      'assets/verify.mjs',
    ),
  );
  return verifier;
}

/** Makes the files of bundles, one incident in memory at a time. */
export class BundleMaker {
  constructor(
    private readonly options: {
      reader: BundleReader;
      store: BundlesStore;
      sections: readonly BundleSection[];
    },
  ) {}

  async *make(request: BundleRequest): AsyncGenerator<BundleFile> {
    const { incidents, isSingle, options } = request;
    yield { path: 'verify.mjs', content: [readVerifier()] };
    yield { path: 'README.txt', content: [README] };
    yield* this.#makeCheckpoints(request);
    for (const incident of incidents) {
      const folder = isSingle ? '' : `incidents/${incident.key}/`;
      if (isKeyOnly(incident, options)) {
        yield* makeKeyOnly(folder, incident, request);
      } else {
        yield* this.#makeIncident(folder, incident, request);
      }
    }
    const full = incidents.filter(incident => !isKeyOnly(incident, options));
    if (full.length > 0) yield* this.#makeOverview(full, request);
    if (has('report', options)) {
      yield { path: 'report.html', content: this.#makeReport(request) };
    }
  }

  async *#makeCheckpoints({
    proofs,
  }: BundleRequest): AsyncGenerator<BundleFile> {
    const { newest, firstN, keys } = proofs ?? { keys: [] };
    if (!newest || firstN === undefined) return;
    const checkpoints = this.options.store.readCheckpoints(firstN, newest.n);
    async function* toLines() {
      for await (const checkpoint of checkpoints) {
        yield `${JSON.stringify(checkpoint)}\n`;
      }
    }
    yield { path: 'checkpoints.jsonl', content: toLines() };
    for (const key of keys) {
      yield { path: `keys/${key.id}.pem`, content: [toPem(key)] };
    }
  }

  async *#makeIncident(
    folder: string,
    { id, seq }: BundledIncident,
    { context, proofs, madeAt, options }: BundleRequest,
  ): AsyncGenerator<BundleFile> {
    const { reader, sections } = this.options;
    const proof = proofs?.proofs.get(seq);
    if (proof) {
      yield { path: `${folder}proof.json`, content: [toJson(proof)] };
    }
    const incident = await reader.getIncident(id, context);
    const entries = await reader.getEntries(id, context);
    yield {
      path: `${folder}record.json`,
      content: [toJson(toRecord(incident, entries, madeAt))],
    };
    yield {
      path: `${folder}timeline.jsonl`,
      content: entries.map(entry => `${JSON.stringify(entry)}\n`),
    };
    for (const { path, part, read } of sections) {
      const content = has(part, options) ? await read(id, context) : undefined;
      if (content !== undefined) {
        yield { path: folder + path, content: [toJson(content)] };
      }
    }
    yield* this.#makeEvidence(folder, id, entries, options, context);
  }

  async *#makeEvidence(
    folder: string,
    id: string,
    entries: readonly TimelineEntry[],
    options: BundleOptions,
    context: AuthorizedContext,
  ): AsyncGenerator<BundleFile> {
    const { reader } = this.options;
    const evidence = await reader.getEvidence(id, options, context);
    if (evidence.length === 0) return;
    const items = toEvidenceItems(evidence);
    yield { path: `${folder}evidence.json`, content: [toJson({ items })] };
    yield {
      path: `${folder}custody.json`,
      content: [
        toJson({
          items: entries
            .filter(({ action }) => action.startsWith('evidence.'))
            .map(({ seq, at, actor, action, data }) => ({
              seq,
              at,
              actor,
              action,
              data,
            })),
        }),
      ],
    };
    for (const { id: evidenceId, path } of items) {
      if (path === undefined) continue;
      yield {
        path: folder + path,
        content: await reader.openEvidence(id, evidenceId, context),
      };
    }
  }

  /** What is about all incidents: the table and the forms for other tools. */
  async *#makeOverview(
    full: readonly BundledIncident[],
    { isSingle, context, options }: BundleRequest,
  ): AsyncGenerator<BundleFile> {
    const { reader } = this.options;
    async function* read() {
      for (const { id } of full) yield reader.getIncident(id, context);
    }
    async function* toPages() {
      for await (const item of read()) yield { items: [{ item }] };
    }
    if (has('table', options)) {
      yield {
        path: isSingle ? 'record.csv' : 'incidents.csv',
        content: writeCsv(INCIDENTS_LIST, toPages()),
      };
    }
    if (!has('exchange', options)) return;
    const toOne = async (incident: Incident) =>
      toOcsf(incident, await reader.getEntries(incident.id, context));
    yield { path: 'ocsf.json', content: toList(read(), toOne, isSingle) };
    yield { path: 'veris.json', content: toList(read(), toVeris, isSingle) };
  }

  async *#makeReport(request: BundleRequest): AsyncGenerator<string> {
    const { incidents, options, context, madeAt, proofs } = request;
    const { reader } = this.options;
    const newest = proofs?.newest;
    const cover: ReportCover = {
      ...request,
      marking: getMarking(incidents, options),
      ...countIncidents(incidents),
      without: options.without ?? [],
      entries: incidents.reduce((sum, { chainLength }) => sum + chainLength, 0),
      keyOnly: incidents
        .filter(incident => isKeyOnly(incident, options))
        .map(({ key }) => key),
      checkpoint: newest,
      seesCheckpoints: proofs !== undefined,
    };
    yield renderCover(cover);
    for (const bundled of incidents) {
      if (isKeyOnly(bundled, options)) {
        yield renderKeyOnly(bundled.key);
        continue;
      }
      const incident = await reader.getIncident(bundled.id, context);
      const entries = await reader.getEntries(bundled.id, context);
      const evidence = await reader.getEvidence(bundled.id, options, context);
      const getName = await reader.getNames({ incident, entries }, context);
      yield renderIncident(
        {
          incident,
          entries,
          verifiedAt: madeAt,
          evidence: toEvidenceItems(evidence),
          hasEvidence: has('evidence', options),
        },
        getName,
      );
    }
    yield renderEnd();
  }
}

function* makeKeyOnly(
  folder: string,
  { key, tlp, seq, chainLength, chainHead }: BundledIncident,
  { proofs }: BundleRequest,
): Generator<BundleFile> {
  const proof = proofs?.proofs.get(seq);
  yield {
    path: `${folder}key-only.json`,
    content: [
      toJson({
        key,
        tlp,
        chain: {
          chain: `incident/${key}`,
          entries: chainLength,
          headHash: chainHead,
        },
      }),
    ],
  };
  if (proof) yield { path: `${folder}proof.json`, content: [toJson(proof)] };
}

/** One JSON document, or a list of many. */
async function* toList(
  incidents: AsyncIterable<Incident>,
  toOne: (incident: Incident) => unknown,
  isSingle: boolean,
): AsyncGenerator<string> {
  let isFirst = true;
  for await (const incident of incidents) {
    const text = JSON.stringify(await toOne(incident), null, 2);
    if (isSingle) yield `${text}\n`;
    else yield `${isFirst ? '[\n' : ',\n'}${text}`;
    isFirst = false;
  }
  if (!isSingle) yield '\n]\n';
}
