import { Button, ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiArrowUpSLine,
  RiDownload2Line,
  RiErrorWarningFill,
  RiFileCopyLine,
  RiFileTextLine,
  RiFileZipLine,
  RiImageLine,
  RiListCheck3,
  RiLockLine,
  RiMapPinLine,
  RiMore2Line,
  RiShieldCheckLine,
} from '@remixicon/react';
import type { Evidence } from 'backstage-plugin-security-incidents-common';
import { useEffect, useRef, useState } from 'react';
import { useAppLocation } from '../../navigation';
import { nearTime } from '../../time';
import { useTranslation } from '../../translation';
import { classNames, EntityName } from '../common';
import page from '../IncidentPage/IncidentPage.module.css';
import { formatBytes } from '../../formatBytes';
import { shortHash } from './bytes';
import { useEvidenceContext, useFileCalls } from './context';
import { CustodyLog } from './CustodyLog';
import styles from './evidence.module.css';
import { TaskLink } from './TaskLink';
import { toEvidenceKind } from '../said';

function Icon({ file }: { file: Evidence }) {
  const { mediaType = '' } = file;
  if (file.location) return <RiMapPinLine size={18} aria-hidden />;
  if (mediaType.startsWith('image/'))
    return <RiImageLine size={18} aria-hidden />;
  return /zip|tar|xz|rar|7z|zstd|bundle/.test(mediaType) ? (
    <RiFileZipLine size={18} aria-hidden />
  ) : (
    <RiFileTextLine size={18} aria-hidden />
  );
}

/** The sha256, whether the bytes still have it, and a button that copies it. */
function Hash({ file }: { file: Evidence }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const { sha256, lastCheck, sha256Confirmed, storage } = file;
  const isWrong = lastCheck !== undefined && lastCheck.result !== 'ok';
  const state = () => {
    if (!lastCheck) return undefined;
    if (lastCheck.result === 'ok') {
      return t('evidence.file.verified', {
        time: nearTime(lastCheck.at, Date.now()),
      });
    }
    return lastCheck.result === 'missing'
      ? t('evidence.file.missing')
      : t('evidence.file.differs');
  };
  const copy = async () => {
    await navigator.clipboard.writeText(sha256);
    setCopied(true);
  };
  return (
    <span className={styles.hash}>
      {isWrong ? (
        <RiErrorWarningFill size={15} className={styles.alarm} aria-hidden />
      ) : (
        storage && (
          <RiShieldCheckLine
            size={15}
            className={
              lastCheck || sha256Confirmed ? styles.verified : undefined
            }
            aria-label={sha256Confirmed ? t('evidence.file.stored') : undefined}
            aria-hidden={!sha256Confirmed}
          />
        )
      )}
      <span className={page.quiet}>{t('evidence.file.hash')}</span>
      <code title={sha256}>{shortHash(sha256)}</code>
      <button
        type="button"
        className={styles.copy}
        aria-label={t('evidence.file.copy', { file: file.fileName })}
        onClick={copy}
      >
        <RiFileCopyLine size={14} aria-hidden />
      </button>
      <span role="status" className={isWrong ? styles.alarm : page.quiet}>
        {copied ? t('evidence.file.copied') : storage && state()}
      </span>
    </span>
  );
}

/** What the reader can do with a file besides downloading it. */
function More({ file }: { file: Evidence }) {
  const { t } = useTranslation();
  const { list, open } = useEvidenceContext();
  const { may } = list;
  const isHere = Boolean(file.storage) && !file.disposal;
  const mayManage = may.manage && !file.disposal;
  const items = [
    ...(may.read && file.preview ? (['preview'] as const) : []),
    ...(mayManage
      ? [file.legalHold ? ('release' as const) : ('hold' as const)]
      : []),
    ...(mayManage && isHere ? (['dispose'] as const) : []),
  ];
  if (items.length === 0) return null;
  const { years, until } = list.keeping;
  const isKept =
    years !== undefined && !(until && until <= new Date().toISOString());
  const toDispose = () => {
    if (file.legalHold) return t('evidence.file.disposeBlocked');
    return t(isKept ? 'evidence.file.disposeKept' : 'evidence.file.dispose');
  };
  const labels = {
    preview: t('evidence.file.preview'),
    hold: t('evidence.file.holdAction'),
    release: t('evidence.file.release'),
    dispose: toDispose(),
  };
  return (
    <MenuTrigger>
      <ButtonIcon
        variant="tertiary"
        icon={<RiMore2Line aria-hidden />}
        aria-label={t('evidence.file.more', { file: file.fileName })}
      />
      <Menu
        disabledKeys={file.legalHold || isKept ? ['dispose'] : []}
        onAction={key => open({ kind: key as (typeof items)[number], file })}
      >
        {items.map(item => (
          <MenuItem key={item} id={item}>
            {labels[item]}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}

/** Where, when and by whom it was collected. */
function Collected({ file }: { file: Evidence }) {
  const { t } = useTranslation();
  const { disposal, location, falseMediaType, description, source } = file;
  return (
    <>
      <span className={styles.collected}>
        {t('evidence.file.collected', {
          time: nearTime(file.collectedAt, Date.now()),
          name: <EntityName entityRef={file.collectedBy} />,
        })}{' '}
        {source && `${t('evidence.file.from', { source })} `}
        {description && (
          <span className={page.quiet}>{`“${description}”`}</span>
        )}
      </span>
      {location && <span>{t('evidence.file.elsewhere', { location })}</span>}
      {falseMediaType && (
        <span className={styles.warning}>
          <RiErrorWarningFill size={15} aria-hidden />
          {t('evidence.file.falseType', {
            stated: falseMediaType,
            detected: file.mediaType ?? '',
          })}
        </span>
      )}
      {disposal && (
        <span className={styles.warning}>
          {t('evidence.file.disposed', {
            time: nearTime(disposal.at, Date.now()),
            name: <EntityName entityRef={disposal.by} />,
          })}{' '}
          <span className={page.quiet}>{`“${disposal.reason}”`}</span>
        </span>
      )}
    </>
  );
}

/** One file with its hash, what can be done with it, and who had it. */
export function FileRow({ file }: { file: Evidence }) {
  const { t } = useTranslation();
  const { list } = useEvidenceContext();
  const calls = useFileCalls(file);
  const [isOpen, setOpen] = useState(false);
  const { fileName, sizeBytes, kind, taskId, tlp, legalHold } = file;
  const { hash } = useAppLocation();
  const row = useRef<HTMLLIElement>(null);
  const isLinked = hash === `#evidence-${file.id}`;
  useEffect(() => {
    if (!isLinked) return;
    row.current?.scrollIntoView?.({ block: 'center' });
    row.current?.focus({ preventScroll: true });
  }, [isLinked]);
  const canDownload = list.may.read && file.storage && !file.disposal;
  const custodyId = `custody-${file.id}`;
  return (
    <li
      id={`evidence-${file.id}`}
      ref={row}
      tabIndex={-1}
      className={classNames(styles.file, isLinked && styles.linked)}
      aria-label={fileName}
    >
      <span className={styles.icon}>
        <Icon file={file} />
      </span>
      <div className={styles.facts}>
        <span className={styles.line}>
          <b className={styles.name}>{fileName}</b>
          <span className={page.quiet}>
            {[formatBytes(sizeBytes), kind && toEvidenceKind(t, kind)]
              .filter(Boolean)
              .join(', ')}
          </span>
          <span className={page.chip}>TLP:{tlp}</span>
          {legalHold && (
            <span className={page.chip} title={legalHold.reason}>
              <RiLockLine aria-hidden />
              {t('evidence.file.hold')}
            </span>
          )}
        </span>
        <Collected file={file} />
        <span className={styles.line}>
          <Hash file={file} />
          {taskId && (
            <span className={styles.task}>
              <RiListCheck3 size={14} aria-hidden />
              <TaskLink taskId={taskId} />
            </span>
          )}
        </span>
        {calls.problem && (
          <span role="alert" className={styles.alarm}>
            {t('evidence.file.failed', {
              file: fileName,
              reason: calls.problem,
            })}
          </span>
        )}
      </div>
      <div className={styles.fileActions}>
        {canDownload && (
          <Button
            variant="secondary"
            iconStart={<RiDownload2Line aria-hidden />}
            aria-label={t('evidence.file.downloadFile', { file: fileName })}
            isPending={calls.busy === 'download'}
            onPress={calls.download}
          >
            {t('evidence.file.download')}
          </Button>
        )}
        <ButtonIcon
          variant="tertiary"
          icon={
            isOpen ? (
              <RiArrowUpSLine aria-hidden />
            ) : (
              <RiArrowDownSLine aria-hidden />
            )
          }
          aria-label={t('evidence.file.custody', { file: fileName })}
          aria-expanded={isOpen}
          aria-controls={custodyId}
          onPress={() => setOpen(!isOpen)}
        />
        <More file={file} />
      </div>
      {isOpen && (
        <div id={custodyId} className={styles.custody}>
          <CustodyLog file={file} calls={calls} />
        </div>
      )}
    </li>
  );
}
