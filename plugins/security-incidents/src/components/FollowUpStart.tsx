import { Navigate } from 'react-router-dom';
import { useTranslation } from '../translation';
import { PanelLoading } from './common';
import { useOpenObligations } from './obligations';

/** Where the tab Follow-up leads: to obligations for whoever may see them, else to actions. */
export function FollowUpStart() {
  const { t } = useTranslation();
  const { allowed, loading } = useOpenObligations();
  if (loading) return <PanelLoading label={t('followUp.views')} rows={4} />;
  return <Navigate to={allowed ? 'obligations' : 'actions'} replace />;
}
