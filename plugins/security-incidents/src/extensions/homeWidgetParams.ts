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

/** What the widgets of the home page are in apps of both frontend systems. Each is loaded when a home page shows it. */
export const homeWidgetParams = {
  myTasks: {
    title: 'My tasks in security incidents',
    description:
      'What you must do in security incidents, by due time, each with its act',
    components: () => import('../components/home').then(m => m.myTasks),
    layout,
    settings,
  },
  myIncidents: {
    title: 'My security incidents',
    description:
      'Open security incidents that you take part in or that affect your services',
    components: () => import('../components/home').then(m => m.myIncidents),
    layout,
    settings,
  },
  teamsRisk: {
    title: "My teams' risk",
    description:
      'The services of your teams: what is open, what waits and whether they are ready',
    components: () => import('../components/home').then(m => m.teamsRisk),
    layout,
    settings,
  },
};
