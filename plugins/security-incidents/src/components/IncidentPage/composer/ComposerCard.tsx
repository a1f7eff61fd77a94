import {
  Alert,
  Button,
  Card,
  CardBody,
  CardHeader,
  Checkbox,
  Flex,
  TextAreaField,
} from '@backstage/ui';
import {
  getVisibleEntities,
  type RecordStepRequest,
  STEP_AUDIENCE_LABELS,
  STEP_AUDIENCES,
  STEP_OUTCOME_LABELS,
  STEP_OUTCOMES,
  type StepKind,
  stepRecordPermission,
} from 'backstage-plugin-security-incidents-common';
import { useEffect, useRef, useState } from 'react';
import { clockTime } from '../../../time';
import { KeyCap } from '../../common';
import { ChoiceField, choicesOf, fromUtcInput, toUtcInput } from '../fields';
import styles from '../IncidentPage.module.css';
import { isFrozen, useIncidentRecord } from '../IncidentRecord';
import { asksForEvidence, findTask, isUnfinished, usePlanRuns } from '../plan';
import { fittingKind } from './fittingKind';
import { Kinds } from './Kinds';
import { StepConflictNotice } from './StepConflictNotice';
import { toEntry } from './toEntry';
import { useSendStep } from './useSendStep';
import { type StepDraft, useStepDraft } from './useStepDraft';
import { WhenField } from './WhenField';

function requestOf(draft: StepDraft, kind: StepKind): RecordStepRequest {
  const { corrects } = draft;
  // The field knows minutes only; an untouched time of a corrected step keeps its seconds.
  const performedAt =
    corrects && toUtcInput(corrects.performedAt) === draft.when
      ? corrects.performedAt
      : fromUtcInput(draft.when);
  return {
    kind,
    text: draft.text.trim(),
    ...(draft.outcome && { outcome: draft.outcome }),
    ...(kind === 'communication' &&
      draft.audience && { audience: draft.audience }),
    ...(performedAt && { performedAt }),
    ...(draft.entityRefs.length > 0 && { entityRefs: draft.entityRefs }),
    ...(draft.task && { taskId: draft.task.id }),
    ...(corrects && { supersedes: corrects.id }),
  };
}

function Services(props: {
  draft: StepDraft;
  onChange(entityRefs: string[]): void;
}) {
  const { incident } = useIncidentRecord();
  const { entityRefs } = props.draft;
  const named = getVisibleEntities(incident.affected);
  if (!named.length) return null;
  return (
    <div role="group" aria-label="Services it touched" className={styles.row}>
      {named.map(({ entityRef, snapshot }) => (
        <Checkbox
          key={entityRef}
          isSelected={entityRefs.includes(entityRef)}
          onChange={selected =>
            props.onChange(
              selected
                ? [...entityRefs, entityRef]
                : entityRefs.filter(ref => ref !== entityRef),
            )
          }
        >
          {snapshot.title ?? entityRef.split('/').pop()}
        </Checkbox>
      ))}
    </div>
  );
}

/** The task that the step is about; one tick, and it is done with it. */
function TaskLine(props: {
  task: NonNullable<StepDraft['task']>;
  /** There is nothing left to finish. */
  ended: boolean;
  onChange(task: StepDraft['task']): void;
}) {
  const { task, ended, onChange } = props;
  return (
    <div className={styles.row}>
      {ended ? (
        <span>{`${task.title} is settled already; the step is added to it.`}</span>
      ) : (
        <Checkbox
          isSelected={task.finishes}
          onChange={finishes => onChange({ ...task, finishes })}
        >
          {`Also mark ${task.title} done`}
        </Checkbox>
      )}
      <span className={styles.quiet}>
        <button
          type="button"
          className={styles.linkButton}
          onClick={() => onChange(undefined)}
        >
          Not about this task
        </button>
      </span>
    </div>
  );
}

function keptNote({ text, keptAt }: StepDraft, author?: string): string {
  if (!text) return '';
  if (!author) return 'Kept on this page only: it is not known who you are';
  return keptAt
    ? `Draft kept ${clockTime(new Date(keptAt).toISOString())}`
    : 'This browser keeps no drafts';
}

function Composer(props: {
  frozen: boolean;
  drafted: ReturnType<typeof useStepDraft>;
}) {
  const { incident, me, composer } = useIncidentRecord();
  const { plans } = usePlanRuns();
  const { draft, change, begin, clear } = props.drafted;
  const { send, sending, problem, conflict, refresh, finish } = useSendStep();
  const [said, setSaid] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const answered = useRef(0);
  const { corrects, task } = draft;
  const aside = draft.aside?.[draft.aside.length - 1];
  const kind = draft.kind ?? fittingKind(incident.status);
  const owesUpdates = incident.serviceLevels?.clocks.some(
    ({ clock }) => clock === 'updateEvery',
  );
  // Somebody may have finished it, or an upgrade of the plan taken it away, while this was written.
  const taskNow = plans && findTask(plans, task?.id);
  const finishes =
    Boolean(task?.finishes) && !(plans && !(taskNow && isUnfinished(taskNow)));
  const wantsEvidence = finishes && taskNow && asksForEvidence(taskNow);

  useEffect(() => {
    if (answered.current === composer.count) return;
    answered.current = composer.count;
    const { amends, entry } = toEntry(composer, plans);
    // An amendment stays about what it amends, and an update finishes no task; anything else is an entry of its own.
    const isOther = corrects || (task && entry?.audience);
    if (entry && (amends || isOther)) begin(entry);
    else if (entry) change(entry);
    const field = box.current?.querySelector('textarea');
    field?.scrollIntoView?.({ block: 'center' });
    field?.focus();
  }, [composer, plans, corrects, task, begin, change]);

  const submit = async (anyway = false) => {
    if (!draft.text.trim() || sending) return;
    setSaid('');
    const step = await send(requestOf(draft, kind), anyway);
    if (!step) return;
    clear();
    setSaid(`Recorded as entry #${step.seq}.`);
    if (!task || !finishes) {
      await refresh();
    } else if (await finish(task)) {
      setSaid(`Recorded as entry #${step.seq}. ${task.title} is done.`);
    }
  };

  return (
    <div ref={box} data-composer>
      <Flex direction="column" gap="3">
        {corrects && (
          <div className={`${styles.between} ${styles.well}`}>
            <span>
              Corrects <strong>entry #{corrects.seq}</strong>. The original
              stays in the timeline.
            </span>
            <Button variant="tertiary" onPress={clear}>
              Do not correct
            </Button>
          </div>
        )}
        {aside && (
          <p className={`${styles.quiet} ${styles.flush}`} role="status">
            {aside.corrects
              ? `Your correction of entry #${aside.corrects.seq} is kept and comes back after this one.`
              : 'What you were writing is kept and comes back after this one.'}{' '}
            <button type="button" className={styles.linkButton} onClick={clear}>
              Back to it without this one
            </button>
          </p>
        )}
        <Kinds value={kind} onChange={chosen => change({ kind: chosen })} />
        <TextAreaField
          label="What was done"
          description={`${
            wantsEvidence
              ? 'The task asks for evidence: say what there is and where it is kept. '
              : ''
          }Never paste a password, key or card number.`}
          value={draft.text}
          onChange={text => change({ text })}
          rows={3}
          onKeyDown={event => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              submit();
            }
          }}
        />
        <div className={styles.fields}>
          <WhenField value={draft.when} onChange={when => change({ when })} />
          <ChoiceField
            label="Outcome"
            choices={choicesOf(STEP_OUTCOMES, STEP_OUTCOME_LABELS)}
            value={draft.outcome}
            placeholder="Not stated"
            onChange={outcome => change({ outcome })}
          />
          {kind === 'communication' && (
            <ChoiceField
              label="Audience"
              choices={choicesOf(STEP_AUDIENCES, STEP_AUDIENCE_LABELS)}
              value={draft.audience}
              placeholder="Not stated"
              onChange={audience => change({ audience })}
            />
          )}
        </div>
        {kind === 'communication' &&
          draft.audience === 'management' &&
          owesUpdates && (
            <p className={`${styles.quiet} ${styles.flush}`}>
              A management update: its clock starts again with it.
            </p>
          )}
        <Services
          draft={draft}
          onChange={entityRefs => change({ entityRefs })}
        />
        {task && (
          <TaskLine
            task={task}
            ended={Boolean(plans) && !finishes && task.finishes}
            onChange={next => change({ task: next })}
          />
        )}
        {problem && (
          <div role="alert">
            <Alert
              status="danger"
              title={problem.message}
              description={
                draft.text
                  ? 'Your text is kept. Sending it again cannot record it twice.'
                  : undefined
              }
            />
          </div>
        )}
        {conflict && (
          <StepConflictNotice
            conflict={conflict}
            frozen={props.frozen}
            sending={sending}
            onSendAnyway={() => submit(true)}
          />
        )}
        <div className={styles.send}>
          <span className={styles.quiet} role="status">
            {said || keptNote(draft, me)}
          </span>
          <span className={styles.keyHint}>
            <KeyCap>Ctrl</KeyCap> <KeyCap>Enter</KeyCap>
          </span>
          <Button
            variant="primary"
            isDisabled={!draft.text.trim() || props.frozen}
            isPending={sending}
            onPress={() => submit()}
          >
            {corrects ? 'Record correction' : 'Record step'}
          </Button>
        </div>
      </Flex>
    </div>
  );
}

/** Where a resolution step is written. */
export function ComposerCard() {
  const { incident, me } = useIncidentRecord();
  const { rights } = incident;
  const frozen = isFrozen(incident);
  const drafted = useStepDraft(incident, me);
  // Closing the incident under somebody who writes must not take the text away.
  const shown = rights.recordStep && (!frozen || drafted.draft.text !== '');
  return (
    <Card aria-label="Record a step" id="record-a-step">
      <CardHeader>
        <h2 className={styles.cardTitle}>
          Record a step {shown && <KeyCap>R</KeyCap>}
        </h2>
      </CardHeader>
      <CardBody>
        {frozen && (
          <p className={`${styles.quiet} ${styles.flush}`}>
            The record takes no further steps until the incident is re-opened or
            brought back.
          </p>
        )}
        {shown && <Composer frozen={frozen} drafted={drafted} />}
        {!rights.recordStep && !frozen && (
          <p className={`${styles.quiet} ${styles.flush}`}>
            You may read this incident. Recording steps needs the right{' '}
            {stepRecordPermission.name}.
          </p>
        )}
      </CardBody>
    </Card>
  );
}
