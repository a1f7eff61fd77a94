import { useApi } from '@backstage/core-plugin-api';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Switch,
  TextAreaField,
} from '@backstage/ui';
import type {
  Incident,
  ReportCertainty,
  Tristate,
} from 'backstage-plugin-security-incidents-common';
import { useEffect, useRef, useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { useIdentity } from '../../hooks';
import { SlowNote } from '../common';
import {
  entityRefOf,
  type Problem,
  problemOf,
  useIdempotencyKey,
} from '../IncidentPage/fields';
import { NotSent, Recorded, WhatHappensNext } from './Outcome';
import styles from './ReportDialog.module.css';
import { requestOf } from './reportRequest';
import { ServiceQuestion } from './ServiceQuestion';
import { SeverityQuestion } from './SeverityQuestion';
import { Toggles } from './Toggles';
import { useReportDraft } from './useReportDraft';

/** Props of {@link ReportDialog}. */
export interface ReportDialogProps {
  entityRef?: string;
  entityTitle?: string;
  onClose(): void;
}

const CERTAINTIES: Array<{ id: ReportCertainty; label: string }> = [
  { id: 'certain', label: 'Certain' },
  { id: 'unsure', label: 'Not sure' },
];

const ANSWERS: Array<{ id: Tristate; label: string }> = [
  { id: 'yes', label: 'Yes' },
  { id: 'no', label: 'No' },
  { id: 'unknown', label: 'I do not know' },
];

/** Reports a concern; one sentence is enough, and nothing typed is lost when sending fails. */
export function ReportDialog(props: ReportDialogProps) {
  const api = useApi(securityIncidentsApiRef);
  const sender = useIdentity().identity?.userEntityRef;
  const { keyFor, done } = useIdempotencyKey();
  const { draft, change, keep, kept, forget } = useReportDraft(
    props.entityRef,
    sender,
  );
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<Problem>();
  const [recorded, setRecorded] = useState<Incident>();
  const box = useRef<HTMLDivElement>(null);

  const entityRef = draft.unknown
    ? undefined
    : entityRefOf(draft.service, 'component');
  const ready = Boolean(draft.text.trim() && (draft.unknown || entityRef));

  useEffect(() => {
    box.current?.querySelector('textarea')?.focus();
  }, []);

  const send = async () => {
    if (!ready || sending) return;
    const request = requestOf({ ...draft, entityRef });
    setSending(true);
    try {
      const incident = await api.createIncident(request, {
        idempotencyKey: keyFor(request),
      });
      done();
      forget();
      setFailure(undefined);
      setRecorded(incident);
    } catch (error) {
      keep();
      setFailure(problemOf(error));
    } finally {
      setSending(false);
    }
  };

  return (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={open => !open && props.onClose()}
      width={620}
      className={recorded ? undefined : styles.dialog}
      // The dialog of BUI is half transparent in dark.
      style={{ background: 'var(--bui-bg-app)' }}
    >
      <DialogHeader>Report a concern</DialogHeader>
      <DialogBody>
        {recorded ? (
          <Recorded incident={recorded} />
        ) : (
          <div ref={box} className={styles.stack}>
            <ServiceQuestion
              entityRef={props.entityRef}
              entityTitle={props.entityTitle}
              value={draft.service}
              unknown={draft.unknown}
              onChange={service => change({ service })}
              onUnknown={unknown => change({ unknown })}
            />
            <TextAreaField
              label="What did you see?"
              placeholder="For example: I found a key in a public log"
              value={draft.text}
              onChange={text => change({ text })}
              rows={2}
              isRequired
              onKeyDown={event => {
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                  event.preventDefault();
                  send();
                }
              }}
            />
            <span className={`${styles.hint} ${styles.under}`}>
              One sentence is enough. Never paste a password, key or card
              number.
            </span>
            <div className={styles.pair}>
              <div>
                <Toggles
                  label="How sure are you?"
                  choices={CERTAINTIES}
                  value={draft.certainty}
                  onChange={certainty => change({ certainty })}
                />
                <span className={styles.hint}>
                  Not sure is fine, somebody checks.
                </span>
              </div>
              <Toggles
                label="Is it happening right now?"
                choices={ANSWERS}
                value={draft.ongoing}
                onChange={ongoing => change({ ongoing })}
              />
            </div>
            <SeverityQuestion
              value={draft.severity}
              onChange={severity => change({ severity })}
            />
            <div>
              <Switch
                label="Sensitive: only people who need to know can see it"
                isSelected={draft.sensitive}
                onChange={sensitive => change({ sensitive })}
              />
              <p className={`${styles.hint} ${styles.reach}`}>
                {draft.sensitive
                  ? 'Seen by you, people who get a role in it and people with the right to read all restricted incidents. Nobody else can find it, not even its title or a count.'
                  : 'Off: everybody who may read incidents can see it, in the list and on the page of the service.'}
              </p>
            </div>
            {failure ? (
              <NotSent problem={failure} kept={kept} text={draft.text} />
            ) : (
              <WhatHappensNext entityRef={entityRef} />
            )}
          </div>
        )}
      </DialogBody>
      <DialogFooter>
        <div className={styles.footer}>
          <span className={styles.hint}>
            <SlowNote what={sending ? 'Sending' : undefined} />
            {sender && !recorded && (
              <>
                {'Sent as '}
                <EntityDisplayName entityRef={sender} hideIcon disableTooltip />
              </>
            )}
          </span>
          <div className={styles.buttons}>
            <Button variant="secondary" onPress={props.onClose}>
              {(recorded && 'Close') ||
                (failure && kept ? 'Keep for later' : 'Cancel')}
            </Button>
            {!recorded && (
              <Button
                variant="primary"
                isDisabled={!ready}
                isPending={sending}
                onPress={send}
              >
                {failure ? 'Try again' : 'Send report'}
              </Button>
            )}
          </div>
        </div>
      </DialogFooter>
    </Dialog>
  );
}
