import { useApi } from '@backstage/core-plugin-api';
import { Alert, Button, TextField } from '@backstage/ui';
import { RiEraserLine } from '@remixicon/react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { proofApiRef } from '../../../api';
import { queryKeys } from '../../../queries';
import { useTranslation } from '../../../translation';
import page from '../IncidentPage.module.css';
import { problemOf, Sheet } from '../fields';
import { useIncidentRecord } from '../IncidentRecord';
import { Actor } from './Actor';
import { getRepeats } from './Repeats';
import { Sentence } from './Sentence';
import styles from './timeline.module.css';

interface Erased {
  seq: number;
  /** The entry that says so. */
  by: number;
  /** Entries that still hold a text of those that were erased in this dialog. */
  left: number[];
}

function Named({ entry }: { entry: TimelineEntry }) {
  return (
    <>
      <strong>
        <Actor subject={entry.actor} />
      </strong>{' '}
      <Sentence entry={entry} />
    </>
  );
}

/** What was erased, and where the same text still is. */
function Done(props: {
  erased: Erased;
  entries: ReadonlyMap<number, TimelineEntry>;
  onShow(seq: number): void;
  onErase(seq: number): void;
}) {
  const { erased, entries, onShow, onErase } = props;
  const { t } = useTranslation();
  const { left } = erased;
  return (
    <>
      <div role="status">
        <Alert
          status={left.length > 0 ? 'warning' : 'success'}
          title={t('incidentPage.timeline.erasure.done', {
            seq: String(erased.seq),
            by: String(erased.by),
          })}
          description={
            left.length > 0
              ? t('incidentPage.timeline.erasure.leftHint', {
                  count: left.length,
                })
              : t('incidentPage.timeline.erasure.noneLeft')
          }
        />
      </div>
      {left.length > 0 && (
        <ul className={page.list}>
          {left.map(seq => {
            const entry = entries.get(seq);
            return (
              <li key={seq} className={styles.repeat}>
                <span>
                  #{seq} {entry && <Named entry={entry} />}
                </span>
                <span className={styles.repeatActs}>
                  <Button
                    size="small"
                    variant="tertiary"
                    aria-label={t('incidentPage.timeline.erasure.showLabel', {
                      seq: String(seq),
                    })}
                    onPress={() => onShow(seq)}
                  >
                    {t('incidentPage.timeline.erasure.show')}
                  </Button>
                  <Button
                    size="small"
                    variant="secondary"
                    aria-label={t('incidentPage.timeline.erasure.tooLabel', {
                      seq: String(seq),
                    })}
                    onPress={() => onErase(seq)}
                  >
                    {t('incidentPage.timeline.erasure.too')}
                  </Button>
                </span>
              </li>
            );
          })}
        </ul>
      )}
      <p className={page.quiet}>{t('incidentPage.timeline.erasure.outside')}</p>
    </>
  );
}

function EraseDialog(props: {
  entries: readonly TimelineEntry[];
  erased: ReadonlySet<number>;
  onShow(seq: number): void;
  onClose(): void;
}) {
  const { onShow, onClose } = props;
  const { incident, pageKey } = useIncidentRecord();
  const { t } = useTranslation();
  const api = useApi(proofApiRef);
  const client = useQueryClient();
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const [done, setDone] = useState<Erased>();
  const entries = new Map(props.entries.map(entry => [entry.seq, entry]));
  const entry = entries.get(Number(number));
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (seq: number) =>
      api.eraseEntry(incident.key, seq, { reason: reason.trim() }),
    onSuccess: (answer, seq) => {
      const all = new Set([...(done?.left ?? []), ...getRepeats(answer)]);
      setDone({
        seq,
        by: answer.seq,
        left: [...all]
          .filter(each => each !== seq && !props.erased.has(each))
          .sort((a, b) => a - b),
      });
      // The record shows the text at many places.
      client.invalidateQueries({ queryKey: queryKeys.incident(pageKey) });
    },
  });
  const [isAsking, setAsking] = useState(true);
  const isDone = done !== undefined && !isAsking;
  let hint = t('incidentPage.timeline.erasure.numberHint');
  if (number && !entry) hint = t('incidentPage.timeline.erasure.unknown');
  else if (entry && props.erased.has(entry.seq)) {
    hint = t('incidentPage.timeline.entry.erased');
  }
  return (
    <Sheet
      title={t('incidentPage.timeline.erasure.title')}
      sendLabel={isDone ? undefined : t('incidentPage.timeline.erasure.send')}
      canSend={
        entry?.data !== undefined &&
        entry.action !== 'entry.erased' &&
        Boolean(reason.trim())
      }
      sending={isPending}
      destructive
      problem={error ? problemOf(error) : undefined}
      onSend={() =>
        mutate(Number(number), { onSuccess: () => setAsking(false) })
      }
      onClose={onClose}
    >
      {isDone ? (
        <Done
          erased={done}
          entries={entries}
          onShow={seq => {
            onClose();
            onShow(seq);
          }}
          onErase={seq => {
            reset();
            setNumber(String(seq));
            setAsking(true);
          }}
        />
      ) : (
        <>
          <p className={page.quiet}>
            {t('incidentPage.timeline.erasure.about')}
          </p>
          <TextField
            label={t('incidentPage.timeline.erasure.number')}
            description={entry ? undefined : hint}
            inputMode="numeric"
            value={number}
            onChange={text => setNumber(text.replace(/\D/g, '').slice(0, 9))}
            isRequired
          />
          {entry && (
            <p className={page.entryText}>
              {props.erased.has(entry.seq) ? hint : <Named entry={entry} />}
            </p>
          )}
          <TextField
            label={t('incidentPage.timeline.erasure.reason')}
            description={t('incidentPage.timeline.erasure.reasonHint')}
            value={reason}
            onChange={setReason}
            isRequired
          />
        </>
      )}
    </Sheet>
  );
}

/** Erases the content of an entry for good, for who may, and shows where the same text still is. */
export function EraseContent(props: {
  entries: readonly TimelineEntry[];
  erased: ReadonlySet<number>;
  onShow(seq: number): void;
}) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles.erase}>
      <Button
        variant="tertiary"
        size="small"
        iconStart={<RiEraserLine aria-hidden />}
        onPress={() => setOpen(true)}
      >
        {t('incidentPage.timeline.erasure.open')}
      </Button>
      {isOpen && <EraseDialog {...props} onClose={() => setOpen(false)} />}
    </div>
  );
}
