import { Duration } from 'luxon';
import { cutText } from '../../text/cutText';
import type { FindingLog } from './findings';
import { isDeeperThan } from './structure';
import type { CacaoCommand } from './types';
import type { WalkedStep } from './walk';

/*
 * Turns a step into text for people. `manual` commands are instructions. All other commands are shown as text; nothing
 * executes them.
 */

/** Limits of a task's texts. */
const MAX_TITLE = 300;
const MAX_INSTRUCTIONS = 10_000;
const MAX_TARGETS = 1_000;
/** Longer timeouts are ignored. */
const MAX_TIMEOUT_MS = 10 * 366 * 24 * 3600 * 1000;

/** Milliseconds as an ISO-8601 duration in whole seconds, rounded up. */
export function toDuration(millis: number): string {
  return Duration.fromObject({ seconds: Math.ceil(millis / 1000) })
    .shiftTo('days', 'hours', 'minutes', 'seconds')
    .toISO()!;
}

export function toDueOffset(timeout: number | undefined): string | undefined {
  return timeout === undefined || timeout === 0 || timeout > MAX_TIMEOUT_MS
    ? undefined
    : toDuration(timeout);
}

/** A code block with a fence longer than any in the text. */
function block(text: string): string {
  let longest = 2;
  for (const [run] of text.matchAll(/`+/g)) {
    longest = Math.max(longest, run.length);
  }
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

function decodeBase64(text: string): string | undefined {
  try {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < bytes.length; at += 1) {
      bytes[at] = binary.charCodeAt(at);
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not base64, or not text; it is then shown as it came.
    return undefined;
  }
}

function manualText({ command, command_b64, description }: CacaoCommand) {
  const decoded =
    command_b64 === undefined
      ? undefined
      : decodeBase64(command_b64) ?? command_b64;
  return [description, command, decoded]
    .flatMap(text => text?.trim() || [])
    .join('\n\n');
}

/** Indented, except where the indentation of deeply nested values would outgrow the values. */
function toReadableJson(value: object): string {
  return JSON.stringify(value, undefined, isDeeperThan(value, 6) ? 0 : 2);
}

function readOnlyText(command: CacaoCommand): string {
  const {
    type,
    command: text,
    description,
    playbook_activity,
    ...more
  } = command;
  return [
    `For reading only, nothing runs this (${type}):`,
    ...(description?.trim() ? [description.trim()] : []),
    ...(text === undefined ? [] : [block(text)]),
    ...(Object.keys(more).length ? [block(toReadableJson(more))] : []),
  ].join('\n\n');
}

/** Title and instructions of the task that a step becomes. */
export interface StepText {
  title: string;
  instructions?: string;
}

/** Joins texts up to a length, without building more than that. Also gives the length that the whole would have. */
function joinWithin(
  texts: readonly string[],
  separator: string,
  max: number,
): { text: string; length: number } {
  let text = '';
  let length = 0;
  for (const part of texts) {
    const start = length > 0 ? separator : '';
    length += start.length + part.length;
    if (text.length < max) text += start + part.slice(0, max + 1);
  }
  return { text: length > max ? cutText(text, max) : text, length };
}

interface StepNames {
  /** Names of the targets. */
  targets: string[];
  /** The machine that should carry it out. */
  machine?: string;
}

function firstLine(text: string | undefined): string | undefined {
  return text
    ?.split('\n')
    .map(line => line.trim())
    .find(line => line.length > 0);
}

function getBody(
  { step, stepId, notes }: WalkedStep,
  { targets, machine }: StepNames,
  findings: FindingLog,
): string[] {
  const commands = (step.commands ?? []).map((command, index) => {
    if (command.type === 'manual') return manualText(command);
    findings.push({
      level: 'note',
      path: `workflow.${stepId}.commands[${index}]`,
      message: `The command of the type ${command.type} became text for reading; nothing runs it`,
    });
    return readOnlyText(command);
  });
  return [
    joinWithin(notes, '\n', MAX_INSTRUCTIONS).text,
    step.description?.trim() ?? '',
    ...(step.playbook_id === undefined
      ? []
      : [`Follow the playbook ${step.playbook_id}.`]),
    ...commands,
    targets.length
      ? `Aimed at: ${joinWithin(targets, ', ', MAX_TARGETS).text}`
      : '',
    machine ? `Meant to be run by: ${machine}` : '',
  ].filter(text => text.length > 0);
}

/** Title and instructions of a step, cut to the limits of a task. */
export function toTaskText(
  walked: WalkedStep,
  names: StepNames,
  findings: FindingLog,
): StepText {
  const { step, stepId } = walked;
  const path = `workflow.${stepId}`;
  const body = getBody(walked, names, findings);
  const manual = step.commands?.find(({ type }) => type === 'manual');
  const fullName = step.name?.trim() ?? '';
  const name =
    fullName ||
    firstLine(step.description) ||
    firstLine(manual && manualText(manual)) ||
    `Step of the type ${step.type}`;
  const title =
    name.length > MAX_TITLE ? cutText(name, MAX_TITLE).trim() : name;
  if (fullName && fullName !== title) {
    body.unshift(fullName);
    findings.push({
      level: 'note',
      path: `${path}.name`,
      message: 'The name is too long for a title; it is whole in the text',
    });
  }
  const { text, length } = joinWithin(
    body.map(part => part.trim()),
    '\n\n',
    MAX_INSTRUCTIONS,
  );
  const kept = text.trim();
  if (kept.length < length) {
    findings.push({
      level: 'dropped',
      path,
      message: `A task holds ${MAX_INSTRUCTIONS} characters of text; the last ${
        length - kept.length
      } were left out`,
    });
  }
  return { title, ...(kept ? { instructions: kept } : {}) };
}
