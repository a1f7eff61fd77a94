import { useTranslation } from '../../translation';
import { BundleButton } from '../bundles';
import { getDayTexts } from './period';
import type { ReportScopeState } from './useReportScope';

/** Packs the records of the period and scope for an auditor. */
export function ReportBundle(props: {
  state: ReportScopeState;
  isPrimary?: boolean;
}) {
  const { scope, moments } = props.state;
  const { t } = useTranslation();
  return (
    <BundleButton
      variant={props.isPrimary ? 'primary' : 'secondary'}
      subject={{
        query: {
          ...moments,
          entityRef: scope.entityRef ? [scope.entityRef] : undefined,
        },
        name: t('reportScope.days', getDayTexts(scope)),
      }}
    />
  );
}
