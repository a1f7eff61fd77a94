import { useApi } from '@backstage/core-plugin-api';
import { Button, TextAreaField } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import type {
  EscalateRequest,
  Escalation,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import {
  EntityField,
  entityRefOf,
  type Problem,
  problemOf,
  Sheet,
  useIdempotencyKey,
} from '../fields';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { Actor } from '../timeline/Actor';
import { WithNames } from '../timeline/WithNames';
import styles from './escalation.module.css';
import { useEscalations } from './Escalations';
import {
  deliveryOf,
  notToldLines,
  toldRefs,
  toldSentence,
} from './escalationText';
import { Names } from './Names';

/** Who is told unless somebody chooses. */
function ByDefault(props: { onChoose(refs: string[]): void }) {
  const { escalations: value } = useEscalations();
  const to = value?.next?.to ?? [];
  const refs = toldRefs(to);
  return (
    <>
      <p className={page.flush}>
        {refs.length > 0 ? (
          <>
            <Names refs={refs} />, who would be told next
          </>
        ) : (
          'The owners of the affected services and the groups above them'
        )}
      </p>
      {refs.length > 0 &&
        notToldLines(to).map(line => (
          <p key={line} className={`${page.quiet} ${page.flush}`}>
            <WithNames text={line} refs={to.map(({ ref }) => ref)} />
          </p>
        ))}
      <div className={page.note}>
        <Button
          size="small"
          variant="secondary"
          onPress={() => props.onChoose(refs)}
        >
          Choose who is told
        </Button>
      </div>
    </>
  );
}

function Chosen(props: {
  refs: string[];
  text: string;
  onText(text: string): void;
  onChange(refs: string[] | undefined): void;
}) {
  const { refs, text, onText, onChange } = props;
  const typed = entityRefOf(text, 'group');
  return (
    <div className={styles.choosing}>
      <ul className={styles.chosen} aria-label="Chosen">
        {refs.map(ref => (
          <li key={ref}>
            <Button
              size="small"
              variant="secondary"
              iconEnd={<RiCloseLine aria-hidden />}
              aria-label={`Do not tell ${ref}`}
              onPress={() => onChange(refs.filter(other => other !== ref))}
            >
              <Actor subject={ref} />
            </Button>
          </li>
        ))}
      </ul>
      <div className={styles.adding}>
        <EntityField
          label="Person or group"
          kinds={['Group', 'User']}
          defaultKind="group"
          value={text}
          onChange={onText}
        />
        <Button
          variant="secondary"
          isDisabled={!typed}
          onPress={() => {
            if (!typed) return;
            onChange([...new Set([...refs, typed])]);
            onText('');
          }}
        >
          Add
        </Button>
      </div>
      <button
        type="button"
        className={`${page.linkButton} ${page.quiet}`}
        onClick={() => {
          onText('');
          onChange(undefined);
        }}
      >
        Back to who would be told next
      </button>
    </div>
  );
}

/** Says who was told and who was not, and why. */
function Result({ escalation }: { escalation: Escalation }) {
  const delivery = deliveryOf(escalation);
  return (
    <div role="status">
      <p className={`${page.strong} ${page.flush}`}>
        <WithNames
          text={toldSentence(escalation.to)}
          refs={escalation.to.map(({ ref }) => ref)}
        />
      </p>
      <p className={`${page.quiet} ${page.flush}`}>
        {delivery === 'failed'
          ? `It could not be delivered: ${escalation.failedBecause}`
          : `Entry #${escalation.seq} of the timeline keeps it.`}
        {delivery === 'on-its-way' && ' It is being delivered.'}
      </p>
    </div>
  );
}

/** Tells people now, for a reason that they read. */
export function EscalateDialog(props: { onClose(): void }) {
  const { incident, reload } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { keyFor, done } = useIdempotencyKey();
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState<string[]>();
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [escalation, setEscalation] = useState<Escalation>();

  // Whom somebody typed and did not add is meant all the same.
  const typed = entityRefOf(text, 'group');
  const to = chosen && [...new Set([...chosen, ...(typed ? [typed] : [])])];

  const send = async () => {
    const request: EscalateRequest = {
      reason: reason.trim(),
      ...(to && { to }),
    };
    setSending(true);
    setProblem(undefined);
    try {
      const answer = await api.escalate(incident.key, request, {
        idempotencyKey: keyFor(request),
      });
      done();
      setEscalation(answer);
      // That it was told is known; the page catches up by itself when it cannot do so now.
      reload().catch(() => undefined);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setSending(false);
    }
  };

  if (escalation) {
    return (
      <Sheet
        title="Escalated"
        canSend={false}
        sending={false}
        onSend={props.onClose}
        onClose={props.onClose}
      >
        <Result escalation={escalation} />
      </Sheet>
    );
  }
  return (
    <Sheet
      title="Escalate"
      sendLabel="Escalate"
      canSend={Boolean(reason.trim()) && to?.length !== 0}
      sending={sending}
      problem={problem}
      onSend={send}
      onClose={props.onClose}
    >
      <TextAreaField
        label="Why?"
        description="Whoever is told reads it, and the timeline keeps it. Never paste a password, key or card number."
        value={reason}
        onChange={setReason}
        rows={3}
        isRequired
      />
      <fieldset className={styles.group}>
        <legend>Who is told</legend>
        {chosen ? (
          <Chosen
            refs={chosen}
            text={text}
            onText={setText}
            onChange={setChosen}
          />
        ) : (
          <ByDefault onChoose={setChosen} />
        )}
      </fieldset>
    </Sheet>
  );
}
