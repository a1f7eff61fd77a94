import {
  RiCheckboxBlankCircleLine,
  RiCheckboxCircleFill,
  RiLoader2Line,
} from '@remixicon/react';
import {
  IMPORT_PHASES,
  type IncidentImport,
} from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../translation';
import { classNames } from '../common';
import styles from '../reports/reports.module.css';
import page from './ImportExportPage.module.css';

const ICONS = {
  done: RiCheckboxCircleFill,
  now: RiLoader2Line,
  later: RiCheckboxBlankCircleLine,
};

/** What a running import has done, does, and is about to do. */
export function ImportPhases({ current }: { current: IncidentImport }) {
  const { t } = useTranslation();
  const { progress, corrections, incidents } = current;
  const at = progress ? IMPORT_PHASES.indexOf(progress.phase) : -1;
  const texts = {
    reading: t('reportImport.running.phases.reading'),
    checking: t('reportImport.running.phases.checking', { count: corrections }),
    preparing: t('reportImport.running.phases.preparing'),
    writing: t('reportImport.running.phases.writing'),
    finishing: t('reportImport.running.phases.finishing', { count: incidents }),
  };
  return (
    <ol
      className={page.phases}
      aria-label={t('reportImport.running.phases.label')}
    >
      {IMPORT_PHASES.map((phase, index) => {
        const isNow = index === at;
        const state = index < at ? 'done' : 'later';
        const mark = isNow ? 'now' : state;
        const Icon = ICONS[mark];
        return (
          <li
            key={phase}
            aria-current={isNow ? 'step' : undefined}
            className={classNames(mark === 'later' && page.later)}
          >
            <Icon
              size={16}
              className={classNames(
                mark === 'done' && styles.good,
                isNow && page.turning,
              )}
              aria-hidden
            />
            <span>
              {texts[phase]}
              {mark !== 'later' && (
                <span className={styles.hidden}>
                  {`, ${t(`reportImport.running.phases.${mark}`)}`}
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
