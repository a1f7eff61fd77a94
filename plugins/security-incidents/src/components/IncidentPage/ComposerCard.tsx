import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  Card,
  CardBody,
  CardHeader,
  Checkbox,
  Flex,
  TextAreaField,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import {
  FROZEN_STATUSES,
  type RecordStepRequest,
  STEP_KIND_LABELS,
  STEP_KINDS,
  STEP_OUTCOME_LABELS,
  STEP_OUTCOMES,
  type StepKind,
} from 'backstage-plugin-security-incidents-common';
import { useEffect, useRef, useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import {
  ChoiceField,
  choicesOf,
  DateTimeField,
  fromUtcInput,
  type Problem,
  problemOf,
  toUtcInput,
  useIdempotencyKey,
} from './fields';
import styles from './IncidentPage.module.css';
import { useIncidentRecord } from './IncidentRecord';
import { useStepDraft } from './useStepDraft';

function Composer() {
  const { incident, reload, composer, compose } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { draft, change, clear } = useStepDraft(incident.id);
  const { keyFor, done } = useIdempotencyKey();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [said, setSaid] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const { corrects } = composer;

  useEffect(() => {
    if (!composer.count) return;
    if (composer.corrects) {
      const { kind, text, outcome, performedAt, entityRefs } =
        composer.corrects;
      change({
        kind,
        text,
        outcome,
        when: toUtcInput(performedAt),
        entityRefs,
      });
    } else if (composer.kind) {
      change({ kind: composer.kind });
    }
    const field = box.current?.querySelector('textarea');
    field?.scrollIntoView?.({ block: 'center' });
    field?.focus();
  }, [composer, change]);

  const send = async () => {
    if (!draft.text.trim() || sending) return;
    const when = fromUtcInput(draft.when);
    // The field knows minutes only; an untouched time of a corrected step keeps its seconds.
    const performedAt =
      corrects && toUtcInput(corrects.performedAt) === draft.when
        ? corrects.performedAt
        : when;
    const request: RecordStepRequest = {
      kind: draft.kind,
      text: draft.text.trim(),
      ...(draft.outcome && { outcome: draft.outcome }),
      ...(performedAt && { performedAt }),
      ...(draft.entityRefs.length > 0 && { entityRefs: draft.entityRefs }),
      ...(corrects && { supersedes: corrects.id }),
    };
    setSending(true);
    setProblem(undefined);
    setSaid('');
    try {
      const step = await api.recordStep(incident.key, request, {
        idempotencyKey: keyFor(request),
      });
      done();
      clear();
      compose({});
      setSaid(`Recorded as entry #${step.seq}.`);
    } catch (error) {
      setProblem(problemOf(error));
      setSending(false);
      return;
    }
    try {
      await reload();
    } catch (error) {
      setProblem({
        message: `The step is recorded; the page could not be refreshed. ${
          problemOf(error).message
        }`,
      });
    } finally {
      setSending(false);
    }
  };

  return (
    <div ref={box}>
      <Flex direction="column" gap="3">
        {corrects && (
          <div className={styles.between}>
            <span>
              Corrects <strong>entry #{corrects.seq}</strong>. The original
              stays in the timeline.
            </span>
            <Button
              variant="tertiary"
              onPress={() => {
                clear();
                compose({});
              }}
            >
              Do not correct
            </Button>
          </div>
        )}
        <div className={styles.scroller}>
          <ToggleButtonGroup
            aria-label="Kind of step"
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[draft.kind]}
            onSelectionChange={keys => {
              const [kind] = keys;
              if (kind) change({ kind: kind as StepKind });
            }}
          >
            {STEP_KINDS.map(kind => (
              <ToggleButton key={kind} id={kind}>
                {STEP_KIND_LABELS[kind]}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        </div>
        <TextAreaField
          label="What was done"
          description="Never paste a password, key or card number. Ctrl+Enter records it."
          value={draft.text}
          onChange={text => change({ text })}
          rows={3}
          onKeyDown={event => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              send();
            }
          }}
        />
        <div className={styles.fields}>
          <DateTimeField
            label="When, UTC (empty: now)"
            value={draft.when}
            onChange={when => change({ when })}
          />
          <ChoiceField
            label="Outcome"
            choices={choicesOf(STEP_OUTCOMES, STEP_OUTCOME_LABELS)}
            value={draft.outcome}
            placeholder="Not stated"
            onChange={outcome => change({ outcome })}
          />
        </div>
        {incident.affected.length > 0 && (
          <div
            role="group"
            aria-label="Services it touched"
            className={styles.row}
          >
            {incident.affected.map(({ entityRef, snapshot }) => (
              <Checkbox
                key={entityRef}
                isSelected={draft.entityRefs.includes(entityRef)}
                onChange={selected =>
                  change({
                    entityRefs: selected
                      ? [...draft.entityRefs, entityRef]
                      : draft.entityRefs.filter(ref => ref !== entityRef),
                  })
                }
              >
                {snapshot.title ?? entityRef.split('/').pop()}
              </Checkbox>
            ))}
          </div>
        )}
        {problem && (
          <div role="alert">
            <Alert
              status="danger"
              title={problem.message}
              description={
                draft.text
                  ? 'Your text is still here; send it again.'
                  : undefined
              }
            />
          </div>
        )}
        <div className={styles.between}>
          <span className={styles.quiet} role="status">
            {said || (draft.text ? 'Draft kept in this browser tab.' : '')}
          </span>
          <Button
            variant="primary"
            isDisabled={!draft.text.trim()}
            isPending={sending}
            onPress={send}
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
  const { incident } = useIncidentRecord();
  const { rights, status } = incident;
  const frozen = (FROZEN_STATUSES as readonly string[]).includes(status);
  return (
    <Card aria-label="Record a step">
      <CardHeader>
        <h2 className={styles.cardTitle}>Record a step</h2>
      </CardHeader>
      <CardBody>
        {rights.recordStep && !frozen && <Composer />}
        {frozen && (
          <span className={styles.quiet}>
            The record takes no further steps until the incident is re-opened or
            brought back.
          </span>
        )}
        {!rights.recordStep && !frozen && (
          <span className={styles.quiet}>
            You may read this incident. Recording steps needs the right
            security-incidents.step.record.
          </span>
        )}
      </CardBody>
    </Card>
  );
}
