import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

const layout = {
  width: { minColumns: 3, defaultColumns: 6 },
  height: { minRows: 3, defaultRows: 5 },
};

/** Settings in the edit mode of the home page, which are not translated there. */
const settings = {
  schema: {
    title: 'Rows',
    type: 'object' as const,
    properties: {
      rows: {
        title: 'How many rows at most',
        type: 'integer' as const,
        minimum: 1,
        maximum: 20,
        default: 5,
      },
    },
  },
};

/** What the reader sees of their incidents on the first page of the portal. Each widget is loaded when a home page shows it. */
export const homeWidgets = [
  HomePageWidgetBlueprint.make({
    name: 'my-tasks',
    params: {
      name: 'SecurityIncidentsMyTasks',
      title: 'My tasks in security incidents',
      description:
        'What you must do in security incidents, by due time, each with its act',
      components: () => import('../components/home').then(m => m.myTasks),
      layout,
      settings,
    },
  }),
  HomePageWidgetBlueprint.make({
    name: 'my-incidents',
    params: {
      name: 'SecurityIncidentsMyIncidents',
      title: 'My security incidents',
      description:
        'Open security incidents that you take part in or that affect your services',
      components: () => import('../components/home').then(m => m.myIncidents),
      layout,
      settings,
    },
  }),
  HomePageWidgetBlueprint.make({
    name: 'teams-risk',
    params: {
      name: 'SecurityIncidentsTeamsRisk',
      title: "My teams' risk",
      description:
        'The services of your teams: what is open, what waits and whether they are ready',
      components: () => import('../components/home').then(m => m.teamsRisk),
      layout,
      settings,
    },
  }),
];
