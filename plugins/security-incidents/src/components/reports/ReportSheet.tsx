import type { ReportHeader } from 'backstage-plugin-security-incidents-common';
import { dateTimeWithZone } from '../../time';
import { useTranslation } from '../../translation';
import { useEntityNames } from '../common';
import { getPeriodTexts } from './period';
import { PrintSheet } from './PrintSheet';

/** The sheet of a report that is computed when it is looked at. */
export function ReportSheet(props: {
  title: string;
  header: ReportHeader;
  /** What it is about, where that is not the scope. */
  about?: string;
}) {
  const { title, header } = props;
  const { period, scope, at } = header;
  const { t } = useTranslation();
  const names = useEntityNames(scope.entityRef ?? []);
  return (
    <PrintSheet
      title={title}
      subtitle={`${t('reportScope.daysIn', {
        ...getPeriodTexts(period),
        zone: period.zone,
      })}, ${props.about ?? (names.join(', ') || t('reportScope.everything'))}`}
    >
      <p>{t('reports.print.asOf', { time: dateTimeWithZone(at) })}</p>
    </PrintSheet>
  );
}
