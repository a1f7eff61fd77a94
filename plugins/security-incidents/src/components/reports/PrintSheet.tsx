import { configApiRef, useApi } from '@backstage/core-plugin-api';
import type { ReactNode } from 'react';
import { useTranslation } from '../../translation';
import styles from './print.module.css';

/** A text as a string of CSS: everything but plain characters is escaped, so that no name can end the string. */
export function toCssString(text: string): string {
  const escaped = [...text]
    .map(character =>
      /[A-Za-z0-9 .,:+_-]/.test(character)
        ? character
        : `\\${character.codePointAt(0)!.toString(16)} `,
    )
    .join('');
  return `"${escaped}"`;
}

/**
 * A report on A4: a cover that says what it is, and title, marking, hash and page number on each page. Shows nothing on the
 * screen.
 */
export function PrintSheet(props: {
  title: string;
  /** Period, zone and scope. */
  subtitle: string;
  /** `TLP:AMBER`; undefined for a report that has none of its own. */
  marking?: string;
  /** Of a frozen report. */
  sha256?: string;
  /** The page has a cover of its own. */
  hideCover?: boolean;
  children?: ReactNode;
}) {
  const { title, subtitle, sha256 } = props;
  const { t } = useTranslation();
  const config = useApi(configApiRef);
  const company = config.getOptionalString('organization.name');
  const marking = props.marking ?? t('reports.print.unmarked');
  const foot = [company, title, subtitle].filter(Boolean).join(', ');
  const page = `@page {
  size: A4;
  margin: 18mm 16mm 20mm;
  @top-right { content: ${toCssString(marking)}; font: 700 9pt sans-serif; }
  @bottom-left { content: ${toCssString(
    foot,
  )}; font: 8pt sans-serif; color: #444; }
  @bottom-center { content: ${
    sha256
      ? toCssString(t('reports.print.hash', { hash: sha256.slice(0, 12) }))
      : 'none'
  }; font: 8pt sans-serif; color: #444; }
  @bottom-right { content: ${toCssString(
    t('reports.print.page'),
  )} " " counter(page) " " ${toCssString(
    t('reports.print.of'),
  )} " " counter(pages); font: 8pt sans-serif; color: #444; }
}`;
  return (
    <>
      <style media="print">{page}</style>
      {!props.hideCover && (
        <header className={styles.cover}>
          {company && <p className={styles.company}>{company}</p>}
          <p className={styles.title}>{title}</p>
          <p className={styles.subtitle}>{subtitle}</p>
          {props.children}
          <p>
            <strong>{t('reports.print.can')}</strong>{' '}
            {t('reports.print.canText')}
          </p>
          <p>
            <strong>{t('reports.print.cannot')}</strong>{' '}
            {t('reports.print.cannotText')}
          </p>
        </header>
      )}
    </>
  );
}
