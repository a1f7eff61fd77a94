import { useApi } from '@backstage/core-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type { Incident } from 'backstage-plugin-security-incidents-common';
import { useEffect, useMemo, useRef, useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { useIdentity } from '../../hooks';
import { useTranslation } from '../../translation';
import { EntityName, SlowNote } from '../common';
import {
  type Problem,
  problemOf,
  useIdempotencyKey,
} from '../IncidentPage/fields';
import { NotSent, Recorded, WhatHappensNext } from './Outcome';
import styles from './ReportDialog.module.css';
import { ReportForm } from './ReportForm';
import { toRequest } from './reportRequest';
import { useReportDraft } from './useReportDraft';

/** Props of {@link ReportDialog}. */
export interface ReportDialogProps {
  /** The service whose page the dialog was opened on. */
  entityRef?: string;
  entityTitle?: string;
  onClose(): void;
}

/** Reports a concern. One sentence is enough, and nothing typed is lost when sending fails. */
export function ReportDialog(props: ReportDialogProps) {
  const { entityRef: hereRef, entityTitle } = props;
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const sender = useIdentity().identity?.userEntityRef;
  const { keyFor, done } = useIdempotencyKey();
  const here = useMemo(
    () =>
      hereRef === undefined
        ? undefined
        : {
            entityRef: hereRef,
            title: entityTitle ?? hereRef.split('/').pop() ?? hereRef,
          },
    [hereRef, entityTitle],
  );
  const { draft, change, keep, kept, forget } = useReportDraft(here, sender);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<Problem>();
  const [recorded, setRecorded] = useState<Incident>();
  const box = useRef<HTMLDivElement>(null);

  const entityRef = draft.unknown ? undefined : draft.service?.entityRef;
  const ready = Boolean(draft.text.trim() && (draft.unknown || entityRef));

  useEffect(() => {
    box.current?.querySelector('textarea')?.focus();
  }, []);

  const send = async () => {
    if (!ready || sending) return;
    const request = toRequest({ ...draft, entityRef });
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

  const closeLabel = () => {
    if (recorded) return t('common.close');
    return failure && kept ? t('reportDialog.keep') : t('common.cancel');
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
      <DialogHeader>{t('reportDialog.title')}</DialogHeader>
      <DialogBody>
        {recorded ? (
          <Recorded incident={recorded} />
        ) : (
          <div ref={box} className={styles.stack}>
            <ReportForm
              here={here}
              draft={draft}
              onChange={change}
              onSend={send}
            />
            {failure ? (
              <NotSent problem={failure} kept={kept} text={draft.text} />
            ) : (
              <WhatHappensNext
                entityRef={entityRef}
                severity={
                  draft.severity === 'unsure' ? undefined : draft.severity
                }
                isSensitive={draft.sensitive}
              />
            )}
          </div>
        )}
      </DialogBody>
      <DialogFooter>
        <div className={styles.footer}>
          <span className={styles.hint}>
            <SlowNote what={sending ? t('reportDialog.sending') : undefined} />
            {sender && !recorded && (
              <>
                {`${t('reportDialog.sentAs')} `}
                <EntityName entityRef={sender} />
              </>
            )}
          </span>
          <div className={styles.buttons}>
            <Button variant="secondary" onPress={props.onClose}>
              {closeLabel()}
            </Button>
            {!recorded && (
              <Button
                variant="primary"
                isDisabled={!ready}
                isPending={sending}
                onPress={send}
              >
                {failure ? t('common.retry') : t('reportDialog.send')}
              </Button>
            )}
          </div>
        </div>
      </DialogFooter>
    </Dialog>
  );
}
