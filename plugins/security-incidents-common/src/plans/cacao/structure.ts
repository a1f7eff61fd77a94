import { FindingLog, TooManyErrors } from './findings';
import { normalizePlaybook, TooDeepError, withUtcTimes } from './normalize';
import { isRecord, parseTime, Reader } from './reader';
import { checkStep, getStepReferences } from './stepStructure';
import type { CacaoFinding, CacaoPlaybook } from './types';
import {
  CACAO_SPEC_VERSION,
  MAX_DEPTH,
  MAX_REFERENCES,
  MAX_STEPS,
  PLAYBOOK_TYPES,
} from './vocabulary';

/*
 * The checks of a CACAO v2.0 playbook. They cover the fields that we read and write; unknown fields pass. Exports are held
 * to the letter of the standard. Imports accept what the standard leaves open and what existing tools do.
 */

const TLP_LEVELS = [
  'TLP:CLEAR',
  'TLP:GREEN',
  'TLP:AMBER',
  'TLP:AMBER+STRICT',
  'TLP:RED',
];
const VARIABLE_NAME = /^__[a-zA-Z_][a-zA-Z0-9_-]{0,199}__$/;

function checkIdentity(reader: Reader): void {
  const type = reader.require('type', 'string');
  if (type !== undefined && type !== 'playbook') {
    reader.error('must be "playbook"', 'type');
  }
  const version = reader.require('spec_version', 'string');
  const versionRule = `must be "${CACAO_SPEC_VERSION}"`;
  if (version?.toLocaleLowerCase('en-US') === CACAO_SPEC_VERSION) {
    if (version !== CACAO_SPEC_VERSION) {
      reader.deviation(versionRule, 'spec_version');
    }
  } else if (version !== undefined) {
    reader.error(versionRule, 'spec_version');
  }
  reader.identifier('id', 'playbook');
  reader.identifier('created_by', 'identity');
  const name = reader.require('name', 'string');
  if (name !== undefined && !name.trim()) reader.error('is empty', 'name');
  reader.optional('description', 'string');
}

function checkTimes(reader: Reader): void {
  const [created, modified, from, until] = [
    'created',
    'modified',
    'valid_from',
    'valid_until',
  ].map(key => parseTime(reader.get(key)));
  reader.timestamp('created');
  reader.timestamp('modified');
  reader.timestamp('valid_from', true);
  reader.timestamp('valid_until', true);
  // Tools copy a playbook and give it a new creation time only.
  if (created > modified) {
    reader.deviation('must not be earlier than created', 'modified');
  }
  if (from >= until) {
    reader.error('must be later than valid_from', 'valid_until');
  }
}

function checkLists(reader: Reader): void {
  const types = reader.texts('playbook_types', { optional: true });
  types?.forEach((type, index) => {
    // An open vocabulary: others may add their own.
    if (!(PLAYBOOK_TYPES as readonly string[]).includes(type)) {
      reader.deviation(
        'is not a playbook type of the standard',
        `playbook_types[${index}]`,
      );
    }
  });
  const activities = reader.texts('playbook_activities', { optional: true });
  if (types && !activities) {
    reader.deviation('is missing beside playbook_types', 'playbook_activities');
  }
  reader.texts('labels', { optional: true });
  for (const key of ['priority', 'severity', 'impact']) {
    const value = reader.optional(key, 'number');
    if (
      value !== undefined &&
      !(Number.isInteger(value) && value >= 0 && value <= 100)
    ) {
      reader.error('must be a whole number from 0 to 100', key);
    }
  }
  reader.optional('revoked', 'boolean');
  for (const reference of reader.list('external_references')) {
    reference.require('name', 'string');
    const rest = ['description', 'source', 'url', 'external_id'];
    const given = rest.filter(
      key => reference.optional(key, 'string') !== undefined,
    );
    if (!given.length) {
      reference.error(`needs one of ${rest.join(', ')}`);
    }
  }
}

function checkVariables(reader: Reader, key: string): void {
  for (const [name, variable] of reader.entries(key)) {
    if (!VARIABLE_NAME.test(name)) {
      variable.error('must be named with two underscores on both sides');
    }
    variable.require('type', 'string');
  }
}

function checkDefinitions(reader: Reader): void {
  for (const key of ['agent_definitions', 'target_definitions']) {
    for (const [id, definition] of reader.entries(key)) {
      const type = definition.require('type', 'string');
      definition.require('name', 'string');
      definition.optional('description', 'string');
      if (type !== undefined) definition.isIdentifier(id, type);
    }
  }
  for (const [id, definition] of reader.entries('extension_definitions')) {
    definition.isIdentifier(id, 'extension-definition');
    if (definition.require('type', 'string') !== 'extension-definition') {
      definition.error('must be "extension-definition"', 'type');
    }
    for (const field of ['name', 'schema', 'version']) {
      definition.require(field, 'string');
    }
    definition.identifier('created_by', 'identity');
  }
}

function checkMarkings(reader: Reader): void {
  const defined = new Set<string>();
  for (const [id, marking] of reader.entries('data_marking_definitions')) {
    defined.add(id);
    const type = marking.require('type', 'string');
    if (type !== undefined) {
      marking.isIdentifier(id, type);
      if (!type.startsWith('marking-')) {
        marking.error('is no type of marking', 'type');
      }
    }
    if (marking.require('id', 'string') !== id) {
      marking.error('must be the same as its key', 'id');
    }
    marking.identifier('created_by', 'identity');
    marking.timestamp('created');
    if (type === 'marking-tlp') {
      const level = marking.require('tlpv2_level', 'string');
      if (level !== undefined && !TLP_LEVELS.includes(level)) {
        marking.error(`must be one of ${TLP_LEVELS.join(', ')}`, 'tlpv2_level');
      }
    }
  }
  reader.texts('markings', { optional: true })?.forEach((id, index) => {
    if (!defined.has(id)) {
      reader.error(
        'is not among data_marking_definitions',
        `markings[${index}]`,
      );
    }
  });
}

function checkExtensions(reader: Reader, key: string, known: Set<string>) {
  for (const [id, extension] of reader.entries(key)) {
    if (!known.has(id)) {
      extension.error('is not among extension_definitions');
    }
  }
}

function checkWorkflow(reader: Reader): void {
  const workflow = reader.get('workflow');
  if (isRecord(workflow) && Object.keys(workflow).length > MAX_STEPS) {
    reader.error(`must have at most ${MAX_STEPS} steps`, 'workflow');
    return;
  }
  const steps = reader.entries('workflow', true);
  const known = new Set(steps.map(([id]) => id));
  const agents = new Set(reader.entries('agent_definitions').map(([id]) => id));
  const extensions = new Set(
    reader.entries('extension_definitions').map(([id]) => id),
  );
  let references = 0;
  for (const [id, step] of steps) {
    checkStep(id, step, agents);
    checkVariables(step, 'step_variables');
    checkExtensions(step, 'step_extensions', extensions);
    for (const [path, target] of getStepReferences(step)) {
      references += 1;
      if (!known.has(target)) step.error('is not a step of workflow', path);
    }
  }
  if (references > MAX_REFERENCES) {
    reader.error(
      `must name the next step at most ${MAX_REFERENCES} times`,
      'workflow',
    );
  }
  checkExtensions(reader, 'playbook_extensions', extensions);
  const start = reader.require('workflow_start', 'string');
  const entry = steps.find(([id]) => id === start)?.[1];
  const startRule = 'must name a step of the type start';
  if (start !== undefined && !entry) {
    reader.error(startRule, 'workflow_start');
  } else if (entry && entry.get('type') !== 'start') {
    reader.deviation(startRule, 'workflow_start');
  }
  const exception = reader.optional('workflow_exception', 'string');
  if (exception !== undefined && !known.has(exception)) {
    reader.deviation('is not a step of workflow', 'workflow_exception');
  }
}

/** Whether a value holds others to more than the given depth; counted without recursion. */
export function isDeeperThan(value: unknown, depth: number): boolean {
  let level: unknown[] = [value];
  for (let count = 0; count <= depth; count += 1) {
    level = level.flatMap(item =>
      typeof item === 'object' && item !== null ? Object.values(item) : [],
    );
    if (!level.length) return false;
  }
  return true;
}

function checkAll(reader: Reader): void {
  checkIdentity(reader);
  checkTimes(reader);
  checkLists(reader);
  checkVariables(reader, 'playbook_variables');
  checkDefinitions(reader);
  checkMarkings(reader);
  checkWorkflow(reader);
}

/** The playbook in a document; undefined when the log says what is wrong with it. */
export function readCacaoPlaybook(
  document: unknown,
  log: FindingLog,
): CacaoPlaybook | undefined {
  const refuse = (message: string) => {
    log.push({ level: 'error', path: '', message });
    return undefined;
  };
  let playbook: Record<string, unknown> | undefined;
  try {
    playbook = normalizePlaybook(
      typeof document === 'string'
        ? JSON.parse(document.replace(/^\uFEFF/, ''))
        : document,
      log,
    );
  } catch (error) {
    return refuse(
      error instanceof TooDeepError
        ? `The document is nested more than ${MAX_DEPTH} levels deep`
        : `The document is not JSON: ${(error as Error).message}`,
    );
  }
  if (!playbook) return refuse('The document must be an object');
  checkAll(Reader.of(playbook, '', { log, strict: false })!);
  return log.hasErrors
    ? undefined
    : (withUtcTimes(playbook) as unknown as CacaoPlaybook);
}

/**
 * Holds a document to the letter of CACAO v2.0, as far as we read and write playbooks. Every export passes.
 *
 * @returns what is wrong; empty when nothing is
 */
export function checkCacaoPlaybook(document: unknown): CacaoFinding[] {
  const log = new FindingLog();
  const reader = Reader.of(document, '', { log, strict: true });
  if (!reader) {
    const message = 'The document must be an object';
    return [{ level: 'error', path: '', message }];
  }
  try {
    checkAll(reader);
  } catch (error) {
    if (!(error instanceof TooManyErrors)) throw error;
    return log.toErrors();
  }
  return log.toList();
}
