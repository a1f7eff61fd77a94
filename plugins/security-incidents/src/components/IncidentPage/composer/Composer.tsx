import { Button, Flex } from '@backstage/ui';
import {
  findLastReopening,
  type PlanRuns,
} from 'backstage-plugin-security-incidents-common';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../../translation';
import { KeyCap } from '../../common';
import styles from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { asksForEvidence, findTask, isUnfinished, usePlanRuns } from '../plan';
import {
  AmendingNote,
  AsideNote,
  SendFailed,
  Services,
  TaskLine,
  toDraftNote,
} from './ComposerNotes';
import { fittingKind } from './fittingKind';
import { StepConflictNotice } from './StepConflictNotice';
import { StepFields } from './StepFields';
import { toEntry, toRequest } from './stepRequest';
import { useSendStep } from './useSendStep';
import type { StepDraft, useStepDraft } from './useStepDraft';

/** Begins the draft that another card asks for, and goes to its field. */
function useRequests({
  draft,
  change,
  begin,
}: ReturnType<typeof useStepDraft>) {
  const { composer } = useIncidentRecord();
  const { plans } = usePlanRuns();
  const box = useRef<HTMLDivElement>(null);
  const answered = useRef(0);
  const { corrects, task } = draft;
  useEffect(() => {
    if (answered.current === composer.count) return;
    answered.current = composer.count;
    const { amends, entry } = toEntry(composer, plans);
    // An amendment stays about what it amends, and an update finishes no task; anything else is a draft of its own.
    const isOther = corrects || (task && entry?.audience);
    if (entry && (amends || isOther)) begin(entry);
    else if (entry) change(entry);
    const field = box.current?.querySelector('textarea');
    field?.scrollIntoView?.({ block: 'center' });
    field?.focus();
  }, [composer, plans, corrects, task, begin, change]);
  return box;
}

/** Takes the draft off a task that ended before the incident was re-opened: what is written now is about what is open. */
function useOpenTask({ draft, change }: ReturnType<typeof useStepDraft>) {
  const { incident } = useIncidentRecord();
  const { plans } = usePlanRuns();
  const reopenedAt = findLastReopening(
    incident.statusHistory.map(({ from, status }) => ({
      at: from,
      to: status,
    })),
  );
  const current = plans && findTask(plans, draft.task?.id);
  const isOver =
    reopenedAt !== undefined &&
    current?.endedAt !== undefined &&
    current.endedAt < reopenedAt;
  useEffect(() => {
    if (isOver) change({ task: undefined });
  }, [isOver, change]);
}

/** Whether the step finishes its task, and needs evidence for that. */
function getTaskEnd({ task }: StepDraft, plans: PlanRuns | undefined) {
  // While it was written, somebody may have finished the task, or an upgrade of the plan removed it.
  const current = plans && findTask(plans, task?.id);
  const isOthers = Boolean(
    current && isUnfinished(current) && !current.maySettle,
  );
  const isOpen = !plans || (current && isUnfinished(current) && !isOthers);
  const finishes = Boolean(task?.finishes && isOpen);
  return {
    finishes,
    isOthers,
    needsEvidence: Boolean(finishes && current && asksForEvidence(current)),
  };
}

/** Writes a resolution step. */
export function Composer(props: {
  frozen: boolean;
  drafted: ReturnType<typeof useStepDraft>;
}) {
  const { frozen, drafted } = props;
  const { incident, me } = useIncidentRecord();
  const { t } = useTranslation();
  const { plans } = usePlanRuns();
  const { draft, change, clear } = drafted;
  const { send, sending, problem, conflict, refresh, finish } = useSendStep();
  const [status, setStatus] = useState('');
  const [isUsed, setUsed] = useState(false);
  const box = useRequests(drafted);
  useOpenTask(drafted);
  const { corrects, task, text } = draft;
  const aside = draft.aside?.[draft.aside.length - 1];
  const kind = draft.kind ?? fittingKind(incident.status);
  const { finishes, isOthers, needsEvidence } = getTaskEnd(draft, plans);

  const isFolded = !isUsed && !text && !corrects && !task && !aside;

  const submit = async (anyway = false) => {
    if (!text.trim() || sending) return;
    setStatus('');
    setUsed(true);
    const step = await send(toRequest(draft, kind), anyway);
    if (!step) return;
    const seq = String(step.seq);
    clear();
    setStatus(t('incidentPage.composer.recorded', { seq }));
    if (!task || !finishes) {
      await refresh();
    } else if (await finish(task)) {
      setStatus(
        t('incidentPage.composer.recordedDone', { seq, task: task.title }),
      );
    }
  };

  return (
    <div ref={box} data-composer>
      <Flex direction="column" gap="3">
        {corrects && <AmendingNote seq={corrects.seq} onCancel={clear} />}
        {aside && <AsideNote aside={aside} onBack={clear} />}
        <StepFields
          draft={draft}
          kind={kind}
          needsEvidence={needsEvidence}
          isFolded={isFolded}
          onFocus={() => setUsed(true)}
          onChange={change}
          onSend={() => submit()}
        />
        {!isFolded && (
          <Services
            entityRefs={draft.entityRefs}
            onChange={entityRefs => change({ entityRefs })}
          />
        )}
        {task && (
          <TaskLine
            task={task}
            ended={Boolean(plans) && !finishes && task.finishes}
            others={isOthers}
            onChange={next => change({ task: next })}
          />
        )}
        {problem && <SendFailed problem={problem} hasText={Boolean(text)} />}
        {conflict && (
          <StepConflictNotice
            conflict={conflict}
            frozen={frozen}
            sending={sending}
            onSendAnyway={() => submit(true)}
          />
        )}
        {!isFolded && (
          <div className={styles.send}>
            <span className={styles.quiet} role="status">
              {status || toDraftNote(t, draft, me)}
            </span>
            <span className={styles.keyHint}>
              <KeyCap>Ctrl</KeyCap> <KeyCap>Enter</KeyCap>
            </span>
            <Button
              variant="primary"
              isDisabled={!text.trim() || frozen}
              isPending={sending}
              onPress={() => submit()}
            >
              {corrects
                ? t('incidentPage.composer.sendAmendment')
                : t('incidentPage.composer.send')}
            </Button>
          </div>
        )}
      </Flex>
    </div>
  );
}
