import { Duration } from 'luxon';
import type { CacaoCommand, CacaoFinding, CacaoPlaybook } from './types';
import type { WalkedStep } from './walk';

/*
 * What a step says, as text for people. Only `manual` commands are instructions. All others are shown to be read:
 * nothing here, and nothing that gets the text, executes them.
 */

/** What a task can hold of text. */
const MAX_TITLE = 300;
const MAX_INSTRUCTIONS = 10_000;
/** A due time further away than this is no due time. */
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

/** Text between fences that it cannot break out of. */
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
    const bytes = [...atob(text)].map(char =>
      char.charCodeAt(0).toString(16).padStart(2, '0'),
    );
    return decodeURIComponent(bytes.map(hex => `%${hex}`).join(''));
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
    ...(Object.keys(more).length
      ? [block(JSON.stringify(more, undefined, 2))]
      : []),
  ].join('\n\n');
}

/** Title and instructions of the task that a step becomes. */
export interface StepText {
  title: string;
  instructions?: string;
}

interface StepNames {
  /** Names of what the step is aimed at. */
  targets: string[];
  /** What was to carry it out, where that is no person or group. */
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
  findings: CacaoFinding[],
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
    notes.join('\n'),
    step.description?.trim() ?? '',
    ...(step.playbook_id === undefined
      ? []
      : [`Follow the playbook ${step.playbook_id}.`]),
    ...commands,
    targets.length ? `Aimed at: ${targets.join(', ')}` : '',
    machine ? `Meant to be run by: ${machine}` : '',
  ].filter(text => text.length > 0);
}

/** What a step says, within what a task can hold; what does not fit is named as dropped. */
export function toTaskText(
  walked: WalkedStep,
  names: StepNames,
  findings: CacaoFinding[],
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
    name.length > MAX_TITLE ? name.slice(0, MAX_TITLE).trim() : name;
  if (fullName && fullName !== title) {
    body.unshift(fullName);
    findings.push({
      level: 'note',
      path: `${path}.name`,
      message: 'The name is too long for a title; it is whole in the text',
    });
  }
  const text = body.join('\n\n').trim();
  const kept = text.slice(0, MAX_INSTRUCTIONS).trim();
  if (kept.length < text.length) {
    findings.push({
      level: 'dropped',
      path,
      message: `A task holds ${MAX_INSTRUCTIONS} characters of text; the last ${
        text.length - kept.length
      } were left out`,
    });
  }
  return { title, ...(kept ? { instructions: kept } : {}) };
}

/** Names of the targets of a step, as far as the playbook defines them. */
export function getTargetNames(
  playbook: CacaoPlaybook,
  ids: readonly string[] | undefined,
): string[] {
  const definitions = new Map(
    Object.entries(playbook.target_definitions ?? {}),
  );
  return (ids ?? []).map(id => definitions.get(id)?.name ?? id);
}
