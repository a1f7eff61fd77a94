import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type {
  ParsedAddAction,
  ParsedChangeAction,
  TimelineAction,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentChange } from '../incidents/IncidentChange';
import type { ReviewSettings } from './settings';
import { type ActionRecord, getNextAt } from './store/records';

const DAY_MS = 24 * 60 * 60 * 1000;

type Changes = Partial<ActionRecord>;

/** When the effect of an action is checked, unless somebody says when. */
function getDefaultCheckBy(
  dueAt: string | undefined,
  { checkDays }: ReviewSettings,
): string | undefined {
  return dueAt === undefined
    ? undefined
    : new Date(Date.parse(dueAt) + checkDays * DAY_MS).toISOString();
}

function assertOtherChecker({ ownerRef, checkerRef }: ActionRecord) {
  if (checkerRef !== undefined && checkerRef === ownerRef) {
    throw new InputError(
      'check.checkerRef: must be somebody else than the owner of the action',
    );
  }
}

/** Adds an improvement action. */
export async function addAction(
  change: IncidentChange,
  id: string,
  request: ParsedAddAction,
  settings: ReviewSettings,
) {
  const { incident, tx, at, actor } = change;
  const { type, title, ownerRef, dueAt, check, link } = request;
  const action: Omit<ActionRecord, 'nextAt'> = {
    id,
    type,
    title,
    ownerRef,
    dueAt,
    moves: 0,
    state: 'open',
    worksIf: check?.worksIf,
    checkBy: check?.by ?? getDefaultCheckBy(dueAt, settings),
    checkerRef: check?.checkerRef,
    link,
    addedAt: at,
    addedBy: actor,
    version: 1,
  };
  const record = { ...action, nextAt: getNextAt(action) };
  assertOtherChecker(record);
  await tx.reviews.insertAction(incident.seq, record);
  await change.log('action.added', {
    actionId: id,
    title,
    type,
    ownerRef,
    dueAt,
    checkBy: record.checkBy,
  });
}

/** Facts that people change while an action is live. */
function changeFacts(
  action: ActionRecord,
  request: ParsedChangeAction,
  { at, actor }: IncidentChange,
  settings: ReviewSettings,
): Changes {
  const { type, title, ownerRef, link, note, check, dueAt, reason } = request;
  const changes: Changes = {};
  if (type !== undefined) changes.type = type;
  if (title !== undefined) changes.title = title;
  if (ownerRef !== undefined) changes.ownerRef = ownerRef;
  if (link !== undefined) changes.link = link ?? undefined;
  if (note !== undefined) {
    Object.assign(changes, { note, noteAt: at, noteBy: actor });
  }
  if (dueAt !== undefined && dueAt !== action.dueAt) {
    changes.dueAt = dueAt;
    if (action.dueAt !== undefined) {
      if (reason === undefined && request.effect === undefined) {
        throw new InputError('reason: must say why the date moves');
      }
      changes.firstDueAt = action.firstDueAt ?? action.dueAt;
      changes.moves = action.moves + 1;
    }
    const defaultCheckBy = getDefaultCheckBy(action.dueAt, settings);
    if (action.checkBy === undefined || action.checkBy === defaultCheckBy) {
      changes.checkBy = getDefaultCheckBy(dueAt, settings);
    }
  }
  if (check?.worksIf !== undefined) changes.worksIf = check.worksIf;
  if (check?.by !== undefined) changes.checkBy = check.by;
  if (check?.checkerRef !== undefined) changes.checkerRef = check.checkerRef;
  return changes;
}

/** Moves an action to another state. */
function changeState(
  action: ActionRecord,
  { state, reason }: ParsedChangeAction,
  { at, actor }: IncidentChange,
): { changes: Changes; logged?: TimelineAction } {
  if (state === undefined || state === action.state) return { changes: {} };
  if (state === 'done') {
    if (action.state !== 'open') {
      throw new ConflictError(
        `state: an action that is ${action.state} cannot be done; re-open it first`,
      );
    }
    return {
      changes: { state, doneAt: at, doneBy: actor },
      logged: 'action.done',
    };
  }
  if (state === 'dropped') {
    return {
      changes: { state, droppedAt: at, droppedReason: reason },
      logged: 'action.dropped',
    };
  }
  return {
    changes: {
      state,
      doneAt: undefined,
      doneBy: undefined,
      droppedAt: undefined,
      droppedReason: undefined,
      checkResult: undefined,
      checkText: undefined,
      checkedAt: undefined,
      checkedBy: undefined,
    },
    logged: 'action.reopened',
  };
}

/** Records whether an action had its effect. */
function recordEffect(
  action: ActionRecord,
  { effect }: ParsedChangeAction,
  { at, actor }: IncidentChange,
  principals: readonly string[],
): { changes: Changes; logged?: TimelineAction } {
  if (effect === undefined) return { changes: {} };
  if (action.state !== 'done') {
    throw new ConflictError(
      `effect: only a done action is checked; this one is ${action.state}`,
    );
  }
  const isOwner =
    actor === action.doneBy ||
    (action.ownerRef !== undefined &&
      [actor, ...principals].includes(action.ownerRef));
  if (isOwner) {
    throw new NotAllowedError(
      'effect: the effect is checked by somebody else than the owner and whoever did it',
    );
  }
  const works = effect.result === 'works';
  return {
    changes: {
      state: works ? 'proven' : 'open',
      checkResult: effect.result,
      checkText: effect.text,
      checkedAt: at,
      checkedBy: actor,
      ...(!works && { doneAt: undefined, doneBy: undefined }),
    },
    logged: 'action.verified',
  };
}

/** Changes of an action as its timeline entry names them. */
function toLogged(action: ActionRecord, changes: Changes) {
  const changed = Object.keys(changes).filter(
    field => !['nextAt', 'version', 'noteAt', 'noteBy'].includes(field),
  );
  return {
    fields: changed,
    ...(changes.ownerRef && {
      ownerRef: changes.ownerRef,
      from: action.ownerRef ?? null,
    }),
    ...(changes.dueAt && {
      dueAt: changes.dueAt,
      dueFrom: action.dueAt ?? null,
    }),
    ...(changes.note && { note: changes.note }),
  };
}

/**
 * Changes, finishes, drops or checks an action.
 *
 * @param principals - the caller and their groups
 */
export async function changeAction(
  change: IncidentChange,
  action: ActionRecord,
  request: ParsedChangeAction,
  settings: ReviewSettings,
  principals: readonly string[],
) {
  const { tx } = change;
  if (action.state === 'dropped' && request.state !== 'open') {
    throw new ConflictError(
      'state: the action is dropped and takes no changes; re-open it first',
    );
  }
  const facts = changeFacts(action, request, change, settings);
  const moved = changeState(action, request, change);
  const checked = recordEffect(action, request, change, principals);
  const changes: Changes = { ...facts, ...moved.changes, ...checked.changes };
  if (Object.keys(changes).length === 0) return;
  const next = { ...action, ...changes };
  assertOtherChecker(next);
  await tx.reviews.updateAction(action.id, {
    ...changes,
    nextAt: getNextAt(next),
    version: action.version + 1,
  });
  await change.log(checked.logged ?? moved.logged ?? 'action.updated', {
    actionId: action.id,
    title: next.title,
    ...toLogged(action, facts),
    reason: request.reason,
    ...(request.effect && {
      result: request.effect.result,
      text: request.effect.text,
    }),
  });
}
