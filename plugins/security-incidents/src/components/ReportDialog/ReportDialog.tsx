import {
  identityApiRef,
  useApi,
  useRouteRef,
} from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  Checkbox,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Link,
  Switch,
  TextAreaField,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import type {
  Incident,
  ReportCertainty,
  Tristate,
} from 'backstage-plugin-security-incidents-common';
import { useEffect, useRef, useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { securityIncidentsApiRef } from '../../api';
import { incidentRouteRef } from '../../routes';
import {
  EntityField,
  entityRefOf,
  type Problem,
  problemOf,
  useIdempotencyKey,
} from '../IncidentPage/fields';
import { type Report, requestOf } from './reportRequest';
import styles from './ReportDialog.module.css';
import { SeverityQuestion } from './SeverityQuestion';

/** Props of {@link ReportDialog}. */
export interface ReportDialogProps {
  entityRef?: string;
  entityTitle?: string;
  onClose(): void;
}

const SERVICE_KINDS = ['Component', 'API', 'Resource', 'System'];

function Toggles<T extends string>(props: {
  label: string;
  choices: Array<{ id: T; label: string }>;
  value: T;
  onChange(value: T): void;
}) {
  return (
    <div className={styles.toggles}>
      <p className={styles.label} aria-hidden>
        {props.label}
      </p>
      <ToggleButtonGroup
        aria-label={props.label}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[props.value]}
        onSelectionChange={keys => {
          const [key] = keys;
          const chosen = props.choices.find(({ id }) => id === key);
          if (chosen) props.onChange(chosen.id);
        }}
      >
        {props.choices.map(({ id, label }) => (
          <ToggleButton key={id} id={id}>
            {label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}

function WhatHappensNext(props: { sensitive: boolean }) {
  return (
    <div className={styles.next}>
      <p className={styles.label}>What happens next</p>
      <ul>
        <li>It is recorded as a new incident, with you as the reporter.</li>
        <li>
          {props.sensitive
            ? 'You, people who get a role in it, and people with the right to read all restricted incidents can see it.'
            : 'Everybody who may read incidents can see it in the list and on the page of the service.'}
        </li>
        <li>You can follow it and add to it on its page.</li>
        <li>If it burns right now, call somebody as well.</li>
      </ul>
    </div>
  );
}

function Recorded(props: { incident: Incident }) {
  const incidentLink = useRouteRef(incidentRouteRef);
  return (
    <div role="status">
      <Alert
        status="success"
        title={`Recorded as ${props.incident.key}`}
        description={
          <Link href={incidentLink({ key: props.incident.key })}>Open it</Link>
        }
      />
    </div>
  );
}

/** Reports a concern; one sentence is enough, and nothing typed is lost when sending fails. */
export function ReportDialog(props: ReportDialogProps) {
  const api = useApi(securityIncidentsApiRef);
  const identityApi = useApi(identityApiRef);
  const sender = useAsync(async () => {
    const { displayName } = await identityApi.getProfileInfo();
    if (displayName) return displayName;
    const { userEntityRef } = await identityApi.getBackstageIdentity();
    return userEntityRef.split('/').pop();
  }, [identityApi]);
  const { keyFor, done } = useIdempotencyKey();
  const [picking, setPicking] = useState(!props.entityRef);
  const [service, setService] = useState(props.entityRef ?? '');
  const [unknown, setUnknown] = useState(false);
  const [report, setReport] = useState<Report>({
    text: '',
    certainty: 'unsure',
    ongoing: 'unknown',
    severity: 'cannot-tell',
    sensitive: false,
  });
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [recorded, setRecorded] = useState<Incident>();
  const box = useRef<HTMLDivElement>(null);
  const set = (changes: Partial<Report>) =>
    setReport(before => ({ ...before, ...changes }));

  const entityRef = unknown ? undefined : entityRefOf(service, 'component');
  const ready = Boolean(report.text.trim() && (unknown || entityRef));

  useEffect(() => {
    box.current?.querySelector('textarea')?.focus();
  }, []);

  const send = async () => {
    if (!ready || sending) return;
    const request = requestOf({ ...report, entityRef });
    setSending(true);
    setProblem(undefined);
    try {
      const incident = await api.createIncident(request, {
        idempotencyKey: keyFor(request),
      });
      done();
      setRecorded(incident);
    } catch (error) {
      setProblem(problemOf(error));
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
      // The dialog of BUI is half transparent in dark.
      style={{ background: 'var(--bui-bg-app)' }}
    >
      <DialogHeader>Report a concern</DialogHeader>
      <DialogBody>
        {recorded ? (
          <Recorded incident={recorded} />
        ) : (
          <div ref={box} className={styles.stack}>
            {picking ? (
              <div>
                {!unknown && (
                  <EntityField
                    label="Service"
                    kinds={SERVICE_KINDS}
                    defaultKind="component"
                    value={service}
                    onChange={setService}
                    description="Start typing its name."
                  />
                )}
                {unknown && <p className={styles.label}>Service</p>}
                <Checkbox isSelected={unknown} onChange={setUnknown}>
                  I do not know which service it is
                </Checkbox>
              </div>
            ) : (
              <div>
                <p className={styles.label}>Service</p>
                <div className={styles.service}>
                  <span>
                    {props.entityTitle ?? props.entityRef?.split('/').pop()}{' '}
                    <span className={styles.hint}>{props.entityRef}</span>
                  </span>
                  <Button
                    size="small"
                    variant="tertiary"
                    aria-label="Change the service"
                    onPress={() => setPicking(true)}
                  >
                    Change
                  </Button>
                </div>
              </div>
            )}
            <TextAreaField
              label="What did you see?"
              description="One sentence is enough. Never paste a password, key or card number."
              value={report.text}
              onChange={text => set({ text })}
              rows={3}
              isRequired
              onKeyDown={event => {
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                  event.preventDefault();
                  send();
                }
              }}
            />
            <div className={styles.pair}>
              <div>
                <Toggles<ReportCertainty>
                  label="How sure are you?"
                  choices={[
                    { id: 'certain', label: 'Certain' },
                    { id: 'unsure', label: 'Not sure' },
                  ]}
                  value={report.certainty}
                  onChange={certainty => set({ certainty })}
                />
                <span className={styles.hint}>
                  Not sure is fine, somebody checks.
                </span>
              </div>
              <Toggles<Tristate>
                label="Is it happening right now?"
                choices={[
                  { id: 'yes', label: 'Yes' },
                  { id: 'no', label: 'No' },
                  { id: 'unknown', label: 'I do not know' },
                ]}
                value={report.ongoing}
                onChange={ongoing => set({ ongoing })}
              />
            </div>
            <SeverityQuestion
              value={report.severity}
              onChange={severity => set({ severity })}
            />
            <Switch
              label="Sensitive: only people who need to know can see it"
              isSelected={report.sensitive}
              onChange={sensitive => set({ sensitive })}
            />
            {problem ? (
              <div role="alert" className={styles.next}>
                <Alert
                  status="danger"
                  title="Your report was not sent. Nothing you typed is lost."
                  description={`${problem.message} Sending it again cannot record it twice.`}
                />
              </div>
            ) : (
              <WhatHappensNext sensitive={report.sensitive} />
            )}
          </div>
        )}
      </DialogBody>
      <DialogFooter>
        <div className={styles.footer}>
          <span className={styles.hint}>
            {sender.value && `Sent as ${sender.value}`}
          </span>
          <div className={styles.buttons}>
            <Button variant="secondary" onPress={props.onClose}>
              {recorded ? 'Close' : 'Cancel'}
            </Button>
            {!recorded && (
              <Button
                variant="primary"
                isDisabled={!ready}
                isPending={sending}
                onPress={send}
              >
                {problem ? 'Send again' : 'Send report'}
              </Button>
            )}
          </div>
        </div>
      </DialogFooter>
    </Dialog>
  );
}
