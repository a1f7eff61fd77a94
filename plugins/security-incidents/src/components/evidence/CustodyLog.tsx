import { Button } from '@backstage/ui';
import {
  RiDeleteBinLine,
  RiDownload2Line,
  RiErrorWarningFill,
  RiEyeLine,
  RiLockLine,
  RiLockUnlockLine,
  RiShieldCheckLine,
  RiUpload2Line,
  type RemixiconComponentType,
} from '@remixicon/react';
import type {
  Evidence,
  EvidenceCustodyEntry,
} from 'backstage-plugin-security-incidents-common';
import { downloadText } from '../../api/download';
import { useEvidenceCustody } from '../../queries';
import { type Translate, useTranslation } from '../../translation';
import {
  classNames,
  EntityName,
  PanelFailed,
  PanelLoading,
  Time,
} from '../common';
import page from '../IncidentPage/IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentPage/IncidentRecord';
import { formatBytes } from '../../formatBytes';
import { shortHash } from './bytes';
import { type useFileCalls, useEvidenceContext } from './context';
import styles from './evidence.module.css';

type Act = keyof typeof ICONS;

const ICONS = {
  added: RiUpload2Line,
  downloaded: RiDownload2Line,
  previewed: RiEyeLine,
  verified: RiShieldCheckLine,
  held: RiLockLine,
  released: RiLockUnlockLine,
  disposed: RiDeleteBinLine,
} satisfies Record<string, RemixiconComponentType>;

function toAct({ action }: EvidenceCustodyEntry): Act {
  return action.slice('evidence.'.length) as Act;
}

/** What an entry says besides who did what. */
function toNote(
  t: Translate,
  entry: EvidenceCustodyEntry,
  file: Evidence,
): string | undefined {
  const { result, reason, readSha256 } = entry;
  if (reason) return t('evidence.custody.note.reason', { reason });
  if (result === 'mismatch') {
    return t('evidence.custody.note.mismatch', {
      hash: readSha256 ? shortHash(readSha256) : '',
    });
  }
  if (result) return t(`evidence.custody.note.${result}`);
  if (entry.action !== 'evidence.added') return undefined;
  if (file.location) return t('evidence.custody.note.elsewhere');
  const size = formatBytes(file.sizeBytes);
  return file.sha256Confirmed
    ? t('evidence.custody.note.confirmed', { size })
    : t('evidence.custody.note.added', { size });
}

function Entry(props: { entry: EvidenceCustodyEntry; file: Evidence }) {
  const { entry, file } = props;
  const { t } = useTranslation();
  const act = toAct(entry);
  const isWrong = entry.result !== undefined && entry.result !== 'ok';
  const Icon = isWrong ? RiErrorWarningFill : ICONS[act];
  const note = toNote(t, entry, file);
  const name = entry.actor.startsWith('user:') ? (
    <b>
      <EntityName entityRef={entry.actor} />
    </b>
  ) : (
    <b>{t('evidence.custody.byPlugin')}</b>
  );
  return (
    <li className={styles.entry}>
      <Time at={entry.at} className={styles.time} />
      <Icon
        size={16}
        className={classNames(
          isWrong && styles.alarm,
          !isWrong && act === 'verified' && styles.verified,
        )}
        aria-hidden
      />
      <span>
        {t(`evidence.custody.action.${act}`, { name })}
        {note && (
          <span className={isWrong ? styles.alarm : page.quiet}>
            <br />
            {note}
          </span>
        )}
      </span>
      <span className={`${page.quiet} ${styles.seq}`}>
        {t('evidence.custody.entry', { seq: String(entry.seq) })}
      </span>
    </li>
  );
}

/** Who had a file, newest first. */
export function CustodyLog(props: {
  file: Evidence;
  calls: ReturnType<typeof useFileCalls>;
}) {
  const { file, calls } = props;
  const { t } = useTranslation();
  const { incident, pageKey } = useIncidentRecord();
  const { list } = useEvidenceContext();
  const { data, error, reload } = useEvidenceCustody(
    pageKey,
    incident.key,
    file.id,
  );
  if (!data) {
    return error ? (
      <PanelFailed
        error={error}
        title={t('evidence.custody.failed')}
        subject={t('evidence.custody.panel')}
        onRetry={reload}
      />
    ) : (
      <PanelLoading label={t('evidence.custody.panel')} />
    );
  }
  const isHere = file.storage && !file.disposal;
  return (
    <>
      <div className={page.between}>
        <b>{t('evidence.custody.title', { count: data.totalItems })}</b>
        <span className={styles.actions}>
          {isHere && list.may.read && (
            <Button
              variant="secondary"
              size="small"
              iconStart={<RiShieldCheckLine aria-hidden />}
              isPending={calls.busy === 'verify'}
              onPress={calls.verify}
            >
              {t('evidence.file.verify')}
            </Button>
          )}
          <Button
            variant="tertiary"
            size="small"
            onPress={() =>
              downloadText(
                `${file.fileName}.custody.json`,
                JSON.stringify({ file, custody: data.items }, undefined, 2),
                'application/json',
              )
            }
          >
            {t('evidence.custody.export')}
          </Button>
        </span>
      </div>
      <ol className={styles.entries}>
        {[...data.items].reverse().map(entry => (
          <Entry key={entry.seq} entry={entry} file={file} />
        ))}
      </ol>
    </>
  );
}
