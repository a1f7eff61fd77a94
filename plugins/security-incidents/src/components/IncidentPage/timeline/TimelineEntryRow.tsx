import {
  RiAlarmWarningLine,
  RiAlertLine,
  RiCheckboxCircleLine,
  RiCheckLine,
  RiEditLine,
  RiFlag2Line,
  RiHistoryLine,
  RiLink,
  RiListCheck3,
  RiLockLine,
  RiNotification3Line,
  RiPencilLine,
  RiRobot2Line,
  RiTaskLine,
  RiUserLine,
} from '@remixicon/react';
import {
  RESOLUTION_CODE_LABELS,
  type ResolutionCode,
  type ResolutionStep,
  STEP_AUDIENCE_LABELS,
  STEP_KIND_LABELS,
  STEP_OUTCOME_LABELS,
  type TimelineEntry,
  REDACTED_ENTITY_LABEL,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { clockTime, dateTime, dayOf, elapsed } from '../../../time';
import { classNames } from '../../common';
import page from '../IncidentPage.module.css';
import { Actor, isPerson } from './Actor';
import { changeLines } from './changeLines';
import { dataOf, textOf } from './entryData';
import { type TimelineItem, timeOf } from './order';
import { Sentence } from './Sentence';
import styles from './timeline.module.css';
import type { TimelineContext } from './TimelineLines';
import { planLines } from './planEntries';
import { refsIn, serviceLevelLines } from './serviceLevelEntries';
import { sentenceOf } from './timelineText';
import { WithNames } from './WithNames';

const shortName = (ref: string) => ref.split('/').pop();

function withheldServices(count: number): string {
  return count === 1
    ? REDACTED_ENTITY_LABEL
    : `${count} services that you may not see in the catalog`;
}

function happened(step: ResolutionStep): string {
  const sameDay = dayOf(step.performedAt) === dayOf(step.recordedAt);
  const at = (iso: string) => (sameDay ? clockTime(iso) : dateTime(iso));
  return `Happened ${at(step.performedAt)}, recorded ${at(
    step.recordedAt,
  )}, ${elapsed(step.performedAt, step.recordedAt)} later`;
}

function Pointer(props: {
  seq: number;
  tone?: string;
  icon?: ReactNode;
  text: string;
  onShow(seq: number): void;
}) {
  return (
    <button
      type="button"
      className={classNames(page.chip, styles.pointer, props.tone)}
      onClick={() => props.onShow(props.seq)}
    >
      {props.icon}
      {props.text}
    </button>
  );
}

function StepBody(props: { step: ResolutionStep; context: TimelineContext }) {
  const { step, context } = props;
  const { steps, onCorrect, onShow } = context;
  const original = step.supersedes ? steps.get(step.supersedes) : undefined;
  const correction = step.supersededBy
    ? steps.get(step.supersededBy)
    : undefined;
  const details = [
    ...step.entityRefs.map(shortName),
    step.withheldEntities && withheldServices(step.withheldEntities),
    step.outcome && STEP_OUTCOME_LABELS[step.outcome],
  ].filter(Boolean);
  return (
    <>
      <div className={styles.headline}>
        <strong>
          {STEP_KIND_LABELS[step.kind]}
          {step.audience &&
            ` to ${STEP_AUDIENCE_LABELS[step.audience].toLocaleLowerCase(
              'en',
            )}`}
        </strong>
        <span className={page.quiet}>
          <Actor subject={step.performedBy} />
        </span>
        {step.lateEntry && (
          <span className={`${page.chip} ${page.warning}`}>
            <RiHistoryLine aria-hidden />
            Late entry
          </span>
        )}
        {original && (
          <Pointer
            seq={original.seq}
            tone={page.announcement}
            icon={<RiEditLine aria-hidden />}
            text={`Corrects #${original.seq}`}
            onShow={onShow}
          />
        )}
        {correction && (
          <Pointer
            seq={correction.seq}
            text={`Corrected ${clockTime(correction.recordedAt)} by #${
              correction.seq
            }`}
            onShow={onShow}
          />
        )}
      </div>
      <p className={classNames(page.entryText, correction && styles.corrected)}>
        {step.text}
      </p>
      <div className={styles.details}>
        {step.lateEntry && <span>{happened(step)}</span>}
        {details.map(text => (
          <span key={text}>{text}</span>
        ))}
        {onCorrect && !correction && (
          <button
            type="button"
            className={page.linkButton}
            aria-label={`Correct entry #${step.seq}`}
            onClick={() => onCorrect(step)}
          >
            Correct
          </button>
        )}
      </div>
    </>
  );
}

function ChangeBody({ entry }: { entry: TimelineEntry }) {
  const data = dataOf(entry);
  const sentence = sentenceOf(entry);
  // A move or a role names itself; anything else reads as what somebody did.
  const names = /^[A-Z]/.test(sentence);
  const resolution = data.resolution as
    | { code?: ResolutionCode; summary?: string; rootCause?: string }
    | undefined;
  const isProposal = entry.action === 'major.proposed';
  const lines = [
    // The reason of a proposal is made of what it names one by one.
    !isProposal && textOf(data, 'reason'),
    resolution?.code && RESOLUTION_CODE_LABELS[resolution.code],
    resolution?.summary,
    resolution?.rootCause && `Root cause: ${resolution.rootCause}`,
    textOf(data, 'mergedInto') && `Into ${textOf(data, 'mergedInto')}`,
  ].filter((line): line is string => Boolean(line));
  return (
    <>
      {names ? (
        <div className={styles.headline}>
          <strong>
            <Sentence entry={entry} />
          </strong>
          <span className={page.quiet}>
            {isProposal && isPerson(entry.actor)
              ? 'by a rule, after a change by '
              : ''}
            <Actor subject={entry.actor} />
          </span>
        </div>
      ) : (
        <div>
          <strong>
            <Actor subject={entry.actor} />
          </strong>{' '}
          <Sentence entry={entry} />{' '}
          {entry.action === 'access.broken-glass' && (
            <span className={classNames(page.chip, page.negative)}>
              <RiAlarmWarningLine aria-hidden />
              Break glass
            </span>
          )}
        </div>
      )}
      {entry.data === undefined && (
        <p className={page.quiet}>
          {entry.withheld
            ? 'Content withheld: it names an incident or a service that you may not see. The entry still verifies.'
            : 'The content was erased; the entry still verifies.'}
        </p>
      )}
      {[
        ...changeLines(data),
        ...planLines(entry),
        ...serviceLevelLines(entry),
      ].map(line => (
        <div key={line} className={page.quiet}>
          <WithNames text={line} refs={refsIn(entry)} />
        </div>
      ))}
      {lines.map(line => (
        <p key={line} className={page.entryText}>
          {line}
        </p>
      ))}
    </>
  );
}

/** The sign of what kind of entry it is; filled for steps, black for moves. */
function Sign({ item }: { item: TimelineItem }) {
  const { action } = item.entry;
  const icons: Array<[RegExp, ReactNode]> = [
    [/^step\./, <RiCheckLine key="step" size={14} />],
    [
      /^(status\.changed|incident\.recorded)/,
      <RiFlag2Line key="status" size={14} />,
    ],
    [/^plan\./, <RiListCheck3 key="plan" size={14} />],
    [/^task\.(done|skipped)/, <RiCheckboxCircleLine key="ended" size={14} />],
    [/^task\./, <RiTaskLine key="task" size={14} />],
    [/^affected\./, <RiLink key="affected" size={14} />],
    [/^role\./, <RiUserLine key="role" size={14} />],
    [/^member\./, <RiLockLine key="member" size={14} />],
    [/^access\./, <RiAlarmWarningLine key="access" size={14} />],
    [/^escalation\./, <RiNotification3Line key="escalation" size={14} />],
    [/^major\./, <RiAlertLine key="major" size={14} />],
  ];
  const [, icon] = icons.find(([pattern]) => pattern.test(action)) ?? [];
  if (item.automatic) {
    return (
      <span className={styles.robot} aria-hidden>
        <RiRobot2Line size={14} />
      </span>
    );
  }
  return (
    <span
      className={classNames(
        styles.sign,
        action === 'step.recorded' && !item.step?.supersededBy && styles.step,
        action === 'status.changed' && styles.move,
        action === 'access.broken-glass' && page.alarm,
      )}
      aria-hidden
    >
      {icon ?? <RiPencilLine size={14} />}
    </span>
  );
}

/** One entry of the timeline. */
export function TimelineEntryRow(props: {
  item: TimelineItem;
  context: TimelineContext;
}) {
  const { item, context } = props;
  const { entry, step, automatic } = item;
  const time = timeOf(item, context.order);
  return (
    <li
      className={classNames(styles.entry, automatic && page.quiet)}
      id={`entry-${entry.seq}`}
      tabIndex={-1}
    >
      <time
        dateTime={time}
        title={`${dateTime(time)} UTC`}
        className={`${page.quiet} ${page.time}`}
      >
        {clockTime(time)}
      </time>
      <Sign item={item} />
      <div className={styles.body}>
        {step ? (
          <StepBody step={step} context={context} />
        ) : (
          <ChangeBody entry={entry} />
        )}
      </div>
      <span className={`${page.quiet} ${page.time}`}>#{entry.seq}</span>
    </li>
  );
}
