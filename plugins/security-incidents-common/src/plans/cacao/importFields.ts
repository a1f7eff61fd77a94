import { z } from 'zod';
import { SEVERITIES, TLP_MARKINGS } from '../../rules';
import { isKnownClassification, type ResponsePlan } from '../document';
import { validUntil } from './exportPlaybook';
import { shorten } from '../../text/cutText';
import type { FindingLog } from './findings';
import type { CacaoPlaybook } from './types';
import {
  CACAO_EXTENSION_ID,
  ENTITY_REFERENCE,
  OWNER_REFERENCE,
  SEVERITY_NUMBERS,
} from './vocabulary';

/*
 * The fields of a playbook as a whole. What has a field in CACAO is read from there, also for our own plans: it may have been
 * changed in another tool.
 */

const MAX_LINE = 300;
const urlSchema = z.url();
const TAG = /^[a-z0-9:+#]+(-[a-z0-9:+#]+)*$/;
const ENTITY_REF = /^[a-z][a-z0-9-]*:[a-z0-9._-]+\/[a-z0-9._-]+$/i;
const VERSION_LABEL = /^version:(\d+\.\d+\.\d+)$/;
/** Placeholder for an owner that the importer must name. */
const UNKNOWN_OWNER = 'group:default/owner-to-be-named';

/** `metadata` of a plan that the catalog accepts. */
export const planMetadataSchema = z.strictObject({
  name: z
    .string()
    .max(63)
    .regex(
      /^[a-z0-9A-Z]+([-_.][a-z0-9A-Z]+)*$/,
      'must be letters and digits, with single dashes, underscores or dots between them',
    ),
  namespace: z
    .string()
    .max(63)
    .regex(
      /^[a-z0-9]+(-[a-z0-9]+)*$/,
      'must be lower-case letters and digits, with single dashes between them',
    )
    .optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string().max(63).regex(TAG)).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
}) satisfies z.ZodType<ResponsePlan['metadata']>;

/** A plan without its tasks, not validated yet. */
export interface PlanFrame {
  metadata: Record<string, unknown>;
  spec: Record<string, unknown>;
}

const ownFrameSchema = z.object({
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    has_title: z.boolean(),
  }),
  spec: z.looseObject({
    lifecycle: z.string(),
    roles: z.array(
      z.looseObject({
        id: z.string(),
        title: z.string(),
        assign: z
          .array(z.looseObject({ ref: z.string().optional() }))
          .optional(),
      }),
    ),
    phases: z.array(z.looseObject({ id: z.string() })),
    review: z.looseObject({}).optional(),
    confidentiality: z.looseObject({}).optional(),
    references: z.array(z.unknown()).optional(),
  }),
});
type OwnFrame = z.output<typeof ownFrameSchema>;

/** Our extension of a playbook; undefined when there is none. */
export function readOwnFrame(
  playbook: CacaoPlaybook,
): { frame?: OwnFrame; problem?: string } | undefined {
  const extensions = new Map(
    Object.entries(playbook.playbook_extensions ?? {}),
  );
  const raw = extensions.get(CACAO_EXTENSION_ID);
  if (raw === undefined) return undefined;
  const { data, error } = ownFrameSchema.safeParse(raw);
  if (data) return { frame: data };
  const [issue] = error.issues;
  return {
    problem: `What the extension says of the plan cannot be read: ${issue.path.join(
      '.',
    )}: ${issue.message}`,
  };
}

function findTlp(
  { markings, data_marking_definitions: definitions }: CacaoPlaybook,
  findings: FindingLog,
): string | undefined {
  const byId = new Map(Object.entries(definitions ?? {}));
  let found: string | undefined;
  for (const id of markings ?? []) {
    const level = byId.get(id)?.tlpv2_level;
    const tlp = TLP_MARKINGS.find(marking => level === `TLP:${marking}`);
    if (tlp && found === undefined) {
      found = tlp;
    } else {
      findings.push({
        level: 'dropped',
        path: `data_marking_definitions.${id}`,
        message: 'A plan has one TLP marking and no other',
      });
    }
  }
  return found;
}

/** References within what a plan can hold: one line each for name and clause, and a full URL. */
function getReferences(
  { external_references: references }: CacaoPlaybook,
  findings: FindingLog,
) {
  return (references ?? []).flatMap(
    ({ name, external_id: externalId, url }, index) => {
      if (name === ENTITY_REFERENCE || name === OWNER_REFERENCE) return [];
      const path = `external_references[${index}]`;
      const isUrl = url === undefined || urlSchema.safeParse(url).success;
      if (!isUrl) {
        findings.push({
          level: 'dropped',
          path: `${path}.url`,
          message: 'A reference of a plan has a full URL or none',
        });
      }
      const standard = shorten(name.trim(), MAX_LINE);
      const clause = shorten(externalId?.trim() ?? '', MAX_LINE);
      if (!standard) {
        findings.push({
          level: 'dropped',
          path,
          message: 'The reference has an empty name',
        });
        return [];
      }
      return {
        standard,
        ...(clause ? { clause } : {}),
        ...(isUrl && url !== undefined ? { url } : {}),
      };
    },
  );
}

/** The day of a time; review dates have no hour. */
const toDay = (time: string) => time.slice(0, 10);

/** Our own plan, with the fields that the playbook itself has. */
export function withNativeFields(
  { metadata: ownMetadata, spec: ownSpec }: OwnFrame,
  playbook: CacaoPlaybook,
  findings: FindingLog,
): PlanFrame {
  const { has_title: hasTitle, ...metadata } = ownMetadata;
  const { confidentiality, references, review, lifecycle, ...spec } = ownSpec;
  const changed = (path: string, message: string) =>
    findings.push({ level: 'note', path, message });
  const until = playbook.valid_until;
  const ownDue = validUntil(
    typeof review?.nextDue === 'string' ? review.nextDue : undefined,
  );
  if (until !== ownDue) {
    changed('valid_until', 'The date of the next review was changed elsewhere');
  }
  const { nextDue, ...undated } = review ?? {};
  const newReview =
    until === undefined
      ? undated
      : { interval: 'P12M', ...undated, nextDue: toDay(until) };

  const revoked = playbook.revoked === true;
  const isRetired = lifecycle === 'retired';
  if (revoked !== isRetired) {
    changed(
      'revoked',
      revoked
        ? 'The playbook was revoked elsewhere, so the plan is retired'
        : 'The playbook is no longer revoked; the plan is a draft to be reviewed',
    );
  }
  const revived = isRetired && !revoked ? 'draft' : lifecycle;

  const tlp = findTlp(playbook, findings);
  const native = getReferences(playbook, findings);
  const isNamed = hasTitle || playbook.name !== metadata.name;
  return {
    metadata: {
      ...metadata,
      ...(isNamed ? { title: playbook.name } : {}),
      ...(playbook.description === undefined
        ? {}
        : { description: playbook.description }),
    },
    spec: {
      ...spec,
      lifecycle: revoked ? 'retired' : revived,
      ...(review || until !== undefined
        ? { review: until === ownDue ? review : newReview }
        : {}),
      ...(confidentiality || tlp
        ? { confidentiality: { ...confidentiality, ...(tlp ? { tlp } : {}) } }
        : {}),
      ...(references || native.length ? { references: native } : {}),
    },
  };
}

function readLabels(labels: readonly string[], findings: FindingLog) {
  const tags: string[] = [];
  const classifications: string[] = [];
  let version: string | undefined;
  labels.forEach((label, index) => {
    const [, found] = VERSION_LABEL.exec(label) ?? [];
    if (found) {
      version = found;
    } else if (isKnownClassification(label)) {
      classifications.push(label);
    } else if (TAG.test(label) && label.length <= 63) {
      tags.push(label);
    } else {
      findings.push({
        level: 'dropped',
        path: `labels[${index}]`,
        message: `"${label}" is no tag that the catalog accepts`,
      });
    }
  });
  return { tags, classifications, version };
}

/** A playbook is for incidents of its severity and above. */
function toSeverities(severity: number | undefined, findings: FindingLog) {
  if (!severity) return undefined;
  // The highest step that the number reaches; below the lowest it is that one.
  const lowest = Math.max(
    0,
    SEVERITIES.findLastIndex(name => SEVERITY_NUMBERS[name] <= severity),
  );
  findings.push({
    level: 'note',
    path: 'severity',
    message: `${severity} was read as ${SEVERITIES[lowest]} and above`,
  });
  return SEVERITIES.slice(lowest);
}

/** A draft plan from a playbook without our extension. */
export function toDraftSpec(
  playbook: CacaoPlaybook,
  owner: string | undefined,
  findings: FindingLog,
): { spec: Record<string, unknown>; tags: string[] } {
  const note = (path: string, message: string) =>
    findings.push({ level: 'note', path, message });
  const labels = readLabels(playbook.labels ?? [], findings);
  const named = playbook.external_references?.find(
    ({ name }) => name === OWNER_REFERENCE,
  )?.external_id;
  const knownOwner = named && ENTITY_REF.test(named) ? named : owner;
  if (!knownOwner) {
    note('created_by', 'The playbook names no owner in the catalog; name one');
  }
  note(
    'workflow',
    'The plan is a draft and covers everything; say in appliesTo what it is for before it is approved',
  );
  if (!labels.version)
    note('labels', 'No version is given; it starts at 0.1.0');
  if (playbook.valid_from !== undefined) {
    findings.push({
      level: 'dropped',
      path: 'valid_from',
      message: 'A plan is valid from the day it is approved',
    });
  }
  const until = playbook.valid_until;
  if (until !== undefined) {
    note('valid_until', 'It became the next review, once a year from then on');
  }
  const variables = Object.keys(playbook.playbook_variables ?? {});
  if (variables.length) {
    findings.push({
      level: 'dropped',
      path: 'playbook_variables',
      message: `Variables have no place in a plan: ${variables.join(', ')}`,
    });
  }
  const tlp = findTlp(playbook, findings);
  const severities = toSeverities(playbook.severity, findings);
  const references = getReferences(playbook, findings);
  return {
    tags: [...new Set(labels.tags)],
    spec: {
      owner: knownOwner || UNKNOWN_OWNER,
      lifecycle: playbook.revoked ? 'retired' : 'draft',
      version: labels.version ?? '0.1.0',
      triggers: {
        ...(labels.classifications.length
          ? { classifications: labels.classifications }
          : {}),
        ...(severities ? { severities } : {}),
      },
      // With CACAO the lowest number is first, and 0 means none.
      ...(playbook.priority
        ? { appliesTo: { priority: 100 - playbook.priority } }
        : {}),
      ...(until === undefined
        ? {}
        : { review: { interval: 'P12M', nextDue: toDay(until) } }),
      ...(tlp ? { confidentiality: { tlp } } : {}),
      ...(references.length ? { references } : {}),
    },
  };
}
