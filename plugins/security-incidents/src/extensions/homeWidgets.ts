import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { homeWidgetParams } from './homeWidgetParams';

/** What the reader sees of their incidents on the first page of the portal. */
export const homeWidgets = [
  HomePageWidgetBlueprint.make({
    name: 'my-tasks',
    params: { name: 'SecurityIncidentsMyTasks', ...homeWidgetParams.myTasks },
  }),
  HomePageWidgetBlueprint.make({
    name: 'my-incidents',
    params: {
      name: 'SecurityIncidentsMyIncidents',
      ...homeWidgetParams.myIncidents,
    },
  }),
  HomePageWidgetBlueprint.make({
    name: 'teams-risk',
    params: {
      name: 'SecurityIncidentsTeamsRisk',
      ...homeWidgetParams.teamsRisk,
    },
  }),
];
