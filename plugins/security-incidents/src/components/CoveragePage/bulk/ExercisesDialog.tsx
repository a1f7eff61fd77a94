import { useApi } from '@backstage/core-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type { CoverageRow } from 'backstage-plugin-security-incidents-common';
import { useRef, useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { AppLink, useRouteRef } from '../../../navigation';
import { incidentRouteRef } from '../../../routes';
import { useTranslation } from '../../../translation';
import { StateMark } from '../../common';
import { shortRef } from '../../filters';
import { problemOf } from '../../IncidentPage/fields';
import styles from './bulk.module.css';

/** What became of the exercise of one service. */
type Outcome = { key: string } | { problem: string };

/** Starts an exercise for each service with the plan that covers it, one after the other. Each is answered alone. */
export function ExercisesDialog(props: {
  rows: readonly CoverageRow[];
  onClose(): void;
}) {
  const { rows, onClose } = props;
  const api = useApi(securityIncidentsApiRef);
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  const [outcomes, setOutcomes] = useState<Record<string, Outcome>>({});
  const [isRunning, setRunning] = useState(false);
  // One for each service, so that a second try starts nothing twice.
  const keys = useRef(new Map<string, string>());

  const nameOf = ({ title, entityRef }: CoverageRow) =>
    title ?? shortRef(entityRef);
  const planOf = ({ planTitle, planRef }: CoverageRow) =>
    planTitle ?? shortRef(planRef!);
  const waiting = rows.filter(({ entityRef }) => {
    const outcome = outcomes[entityRef];
    return !outcome || 'problem' in outcome;
  });

  const startOne = async (row: CoverageRow): Promise<Outcome> => {
    const { entityRef, planRef } = row;
    const idempotencyKey = keys.current.get(entityRef) ?? crypto.randomUUID();
    keys.current.set(entityRef, idempotencyKey);
    try {
      const { key } = await api.createIncident(
        {
          title: t('exerciseDialog.title.onService', {
            what: planOf(row),
            service: nameOf(row),
          }),
          mode: 'exercise',
          affected: [{ entityRef }],
          planRef,
        },
        { idempotencyKey },
      );
      return { key };
    } catch (error) {
      return { problem: problemOf(error).message };
    }
  };
  const start = async () => {
    setRunning(true);
    for (const row of waiting) {
      const outcome = await startOne(row);
      setOutcomes(before => ({ ...before, [row.entityRef]: outcome }));
    }
    setRunning(false);
  };

  const started = rows.length - waiting.length;
  return (
    <Dialog
      isOpen
      isDismissable={!isRunning}
      onOpenChange={open => !open && !isRunning && onClose()}
      width={480}
      // The dialog of BUI is half transparent in dark.
      style={{ background: 'var(--bui-bg-app)' }}
    >
      <DialogHeader>
        {t('coveragePage.bulk.start.title', { count: rows.length })}
      </DialogHeader>
      <DialogBody>
        <p className={styles.note}>{t('coveragePage.bulk.start.note')}</p>
        <ul className={styles.list}>
          {rows.map(row => {
            const outcome = outcomes[row.entityRef];
            return (
              <li key={row.entityRef} className={styles.item}>
                <span>
                  {nameOf(row)}
                  <span className={styles.quiet}>{` ${planOf(row)}`}</span>
                </span>
                {outcome && 'key' in outcome && (
                  <AppLink to={link({ key: outcome.key })}>
                    {outcome.key}
                  </AppLink>
                )}
                {outcome && 'problem' in outcome && (
                  <span className={styles.problem} role="alert">
                    <StateMark state="failed" decorative />
                    {outcome.problem}
                  </span>
                )}
              </li>
            );
          })}
        </ul>
        <p className={styles.note} role="status">
          {started > 0 &&
            t('coveragePage.bulk.start.done', {
              started: String(started),
              count: rows.length,
            })}
        </p>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" isDisabled={isRunning} onPress={onClose}>
          {waiting.length > 0 ? t('common.cancel') : t('common.close')}
        </Button>
        {waiting.length > 0 && (
          <Button variant="primary" isPending={isRunning} onPress={start}>
            {started > 0 || Object.keys(outcomes).length > 0
              ? t('common.retry')
              : t('coveragePage.bulk.start.send')}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
