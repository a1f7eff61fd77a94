import {
  COMPROMISE_LABELS,
  DETERMINATION_LABELS,
  getVisibleEntities,
  type Incident,
  INCIDENT_ROLE_LABELS,
  type OptionalBundlePart,
  RSIT_CLASS_LABELS,
  SEVERITY_LABELS,
  STATUS_LABELS,
  type TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import { describeEntry } from './describeEntry';
import { Html, markup } from './html';
import { REPORT_STYLE } from './reportStyle';

/** What the cover of a report says. */
export interface ReportCover {
  title: string;
  subtitle: string;
  marking: string;
  madeAt: string;
  madeBy: string;
  incidents: number;
  exercises: number;
  /** Records that were merged into another one. */
  merged: number;
  entries: number;
  /** What its maker left out. */
  without: readonly OptionalBundlePart[];
  /** Keys of incidents that are in by key only. */
  keyOnly: readonly string[];
  checkpoint?: { n: number; at: string; hash: string; keyId?: string };
  /** Whether the reader may see checkpoints. */
  seesCheckpoints: boolean;
}

/** One incident of a report. */
export interface ReportedIncident {
  incident: Incident;
  entries: readonly TimelineEntry[];
  verifiedAt: string;
  evidence: ReadonlyArray<{ fileName: string; sha256: string; path?: string }>;
  /** Whether files of evidence go in. */
  hasEvidence: boolean;
}

const PART_NAMES: Record<OptionalBundlePart, string> = {
  report: 'the report',
  evidence: 'the files of evidence, of which names and hashes are in',
  plans: 'plans',
  followUp: 'obligations, reviews and escalations',
  table: 'the table',
  exchange: 'the forms for other tools',
  checkpoints: 'checkpoints',
};

type GetName = (ref: string) => string;

const DAY = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

const toTime = (iso: string) => iso.slice(11, 16);
const toDateTime = (iso: string | undefined) =>
  iso === undefined
    ? undefined
    : `${DAY.format(new Date(iso))} ${toTime(iso)} UTC`;
const toGroups = (hash: string) => hash.replace(/(.{8})/g, '$1 ').trim();

function fact(name: string, value: string | undefined): Html {
  return value === undefined
    ? markup``
    : markup`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function marking(tlp: string): Html {
  return markup`<span class="tlp ${tlp}">TLP:${tlp}</span>`;
}

function describeSigning({
  checkpoint,
  seesCheckpoints,
  without,
}: ReportCover): Html {
  if (without.includes('checkpoints')) {
    return markup`<p>Checkpoints were left out of this bundle, so nothing outside the records vouches for them.</p>`;
  }
  if (!seesCheckpoints) {
    return markup`<p>Checkpoints are not in this bundle: whoever made it may not see them.</p>`;
  }
  if (!checkpoint) {
    return markup`<p>No checkpoint has been written yet, so nothing outside the records vouches for them.</p>`;
  }
  const { n, at, hash, keyId } = checkpoint;
  return markup`<p>Once an hour, and when an incident is closed, the heads of all chains go into a checkpoint. The newest is number ${n} of ${toDateTime(
    at,
  )}.</p>
<dl class="small"><dt>Checkpoint ${n}</dt><dd class="hash">${toGroups(
    hash,
  )}</dd>
<dt>Signed with</dt><dd class="hash">${
    keyId
      ? `Ed25519, SHA256:${keyId.slice(0, 16)}`
      : 'no key: whoever can write to the database could have rewritten it'
  }</dd></dl>`;
}

/** The start of the document and its first page. */
export function renderCover(cover: ReportCover): string {
  const { title, subtitle, madeAt, madeBy, entries, keyOnly, without } = cover;
  const { incidents, exercises, merged } = cover;
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title><style>${new Html(REPORT_STYLE)}</style></head><body>
<div class="top"><p class="quiet">Auditor bundle, report</p>${marking(
    cover.marking,
  )}</div>
<h1>${title}</h1><p>${subtitle}</p>
<dl class="facts">${[
    fact('Stands for', toDateTime(madeAt)),
    fact('Made by', madeBy),
    fact('Incidents', String(incidents)),
    fact('Exercises', exercises > 0 ? String(exercises) : undefined),
    fact(
      'Merged, counted within another',
      merged > 0 ? String(merged) : undefined,
    ),
    fact('Timeline entries', String(entries)),
    fact('Days counted in', 'UTC'),
  ]}</dl>
${
  keyOnly.length > 0 &&
  markup`<p class="small">Marked TLP:RED and here by key only, with nothing of their content: ${keyOnly.join(
    ', ',
  )}.</p>`
}
${
  without.length > 0 &&
  markup`<p class="small">Left out by whoever made it: ${without
    .map(part => PART_NAMES[part])
    .join('; ')}.</p>`
}
<h2>What can be checked, and how</h2>
<div class="box"><p><b>Every entry of every record carries the hash of the one before it.</b> All chains in this bundle were read and verified before it was made.</p>
${describeSigning(cover)}
<p><b>To check it without us:</b> unpack the bundle and run <code>node verify.mjs</code>. It reads only the files beside it, uses no network, and names the file and the entry if one byte differs. README.txt says how the formats are defined, so that other tools can check them too.</p>
<p class="quiet"><b>What it cannot show:</b> that an incident was never recorded, or that a text was true when it was written. The record shows tampering; it does not prevent it.</p></div>
`.text;
}

/** The end of the document. */
export function renderEnd(): string {
  return '</body></html>\n';
}

function renderFacts(incident: Incident, getName: GetName): Html {
  const { classification, severity, priority } = incident;
  return markup`<dl class="facts">${[
    fact('Status', STATUS_LABELS[incident.status]),
    fact('Severity', severity ? SEVERITY_LABELS[severity] : 'Not decided'),
    fact('Priority', priority),
    fact(
      'Class, RSIT',
      classification &&
        [RSIT_CLASS_LABELS[classification.class], classification.type]
          .filter(Boolean)
          .join(', '),
    ),
    fact('Determination', DETERMINATION_LABELS[incident.determination]),
    fact('Reported by', getName(incident.reportedBy)),
    ...incident.roles.map(({ role, principalRef }) =>
      fact(INCIDENT_ROLE_LABELS[role], getName(principalRef)),
    ),
    ...(
      [
        ['Occurred', incident.occurredAt],
        ['Detected', incident.detectedAt],
        ['Recorded', incident.recordedAt],
        ['Acknowledged', incident.acknowledgedAt],
        ['Declared', incident.declaredAt],
        ['Contained', incident.containedAt],
        ['Resolved', incident.resolvedAt],
        ['Closed', incident.closedAt],
      ] as const
    ).map(([name, at]) => fact(name, toDateTime(at))),
  ]}</dl>`;
}

function renderServices({ affected }: Incident, getName: GetName): Html {
  const visible = getVisibleEntities(affected);
  const hidden = affected.length - visible.length;
  return markup`<h3>Services</h3><table><thead><tr><th>Service</th><th>Owner then</th><th>System then</th><th>Judged</th></tr></thead><tbody>${visible.map(
    ({ entityRef, snapshot, compromise }) =>
      markup`<tr><td>${getName(entityRef)}</td><td>${
        snapshot.ownerRef && getName(snapshot.ownerRef)
      }</td><td>${snapshot.systemRef && getName(snapshot.systemRef)}</td><td>${
        COMPROMISE_LABELS[compromise]
      }</td></tr>`,
  )}</tbody></table>${
    hidden > 0 &&
    markup`<p class="small quiet">And ${hidden} that whoever made this report may not see.</p>`
  }`;
}

function renderTimeline(
  entries: readonly TimelineEntry[],
  getName: GetName,
): Html {
  let day = '';
  const rows = entries.flatMap(entry => {
    const { seq, at, actor, hash } = entry;
    const { what, text } = describeEntry(entry, getName);
    const today = DAY.format(new Date(at));
    const heading =
      today === day
        ? []
        : [
            markup`<tr class="day"><th class="day" colspan="5">${today}, UTC</th></tr>`,
          ];
    day = today;
    return [
      ...heading,
      markup`<tr><td class="n">${seq}</td><td>${toTime(
        at,
      )}</td><td><b>${what}</b> ${text}</td><td>${getName(
        actor,
      )}</td><td class="hash hash-column">${hash.slice(0, 8)}</td></tr>`,
    ];
  });
  return markup`<h3>Timeline, all ${entries.length} ${
    entries.length === 1 ? 'entry' : 'entries'
  }</h3><table><thead><tr><th>No.</th><th>Time</th><th>What</th><th>Who</th><th class="hash-column">Hash</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** The pages of one incident. */
export function renderIncident(
  { incident, entries, verifiedAt, evidence, hasEvidence }: ReportedIncident,
  getName: GetName,
): string {
  const { key, title, summary, tlp, resolution } = incident;
  const last = entries[entries.length - 1];
  return markup`<section class="incident"><div class="top"><p class="quiet">${key}</p>${marking(
    tlp,
  )}</div>
<h2>${title}</h2>${summary !== undefined && markup`<p>${summary}</p>`}
${renderFacts(incident, getName)}
${
  resolution &&
  markup`<h3>How it ended</h3><p>${resolution.summary}</p>${
    resolution.rootCause !== undefined &&
    markup`<p>Root cause: ${resolution.rootCause}</p>`
  }`
}
${renderServices(incident, getName)}
${
  evidence.length > 0 &&
  markup`<h3>Evidence</h3><table><thead><tr><th>File</th><th>In this bundle</th><th>sha256</th></tr></thead><tbody>${evidence.map(
    ({ fileName, path, sha256 }) =>
      markup`<tr><td>${fileName}</td><td>${
        path ?? (hasEvidence ? 'not stored here, or disposed of' : 'left out')
      }</td><td class="hash">${sha256}</td></tr>`,
  )}</tbody></table>`
}
${renderTimeline(entries, getName)}
<p class="small">Chain ${last?.chain}, ${
    entries.length
  } entries, verified ${toDateTime(verifiedAt)}. Head <span class="hash">${
    last && toGroups(last.hash)
  }</span></p></section>
`.text;
}

/** What stands for an incident that is in by key only. */
export function renderKeyOnly(key: string): string {
  return markup`<section class="incident"><div class="top"><p class="quiet">${key}</p>${marking(
    'RED',
  )}</div><p>This incident is marked TLP:RED. It is here by key only.</p></section>
`.text;
}
