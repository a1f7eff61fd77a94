/** Texts of the entity tab and the report dialog. */
export const entityMessages = {
  entityTab: {
    openNow: {
      title: 'Abiertos ahora',
      loading: 'incidentes abiertos',
      failed: {
        title: 'No se sabe ahora qué incidentes están abiertos',
        hint: 'No se pudo cargar; puede haber más. Todo lo demás de esta página está actualizado.',
      },
      nothing: 'No hay nada abierto en {{name}}',
      lastClosed: 'El último se cerró el {{day}}.',
      gone: 'Ya no está abierto',
      all: 'Los {{count}} incidentes abiertos',
      step: 'fase {{step}} de {{steps}}',
      notStarted: 'sin empezar',
      nextAction: 'Su próxima acción',
      nextActionAsOwner: 'Su próxima acción, como propietario',
      ledBy: 'Responsable',
      openFor: 'Abierto',
    },
    glance: {
      title: '18 meses de un vistazo',
      legend:
        'Marca más grande, mayor gravedad. Anillo: abierto. Contorno: descartado o fusionado. Bandera: ejercicio.',
      loading: '18 meses',
      stale: 'la última respuesta',
      failed: {
        title: 'No se pudieron cargar los 18 meses',
        hint: 'Todo lo demás de esta página está actualizado.',
      },
      nothing: {
        title: 'Nada en 18 meses',
        hint: 'Aquí aparecerán los incidentes de {{name}} y cuánto se tarda en contenerlos.',
      },
      incidents: 'Incidentes',
      open: 'abiertos: {{count}}',
      closed: 'cerrados: {{count}}',
      dismissed: 'descartados: {{count}}',
      exercises: 'los ejercicios no entran en ninguna cifra',
      timeToAcknowledge: 'Tiempo hasta el acuse',
      timeToContain: 'Tiempo hasta la contención',
      timeToResolve: 'Tiempo hasta la resolución',
      noValue: 'sin valor',
      median: 'mediana',
      p90: 'p90 {{duration}}',
      tooFew: 'muy pocos para un p90',
      n: 'n {{count}}',
      excluded: 'excluidos: {{count}}',
      truncated:
        'La franja muestra los {{count}} más recientes; las cifras los cuentan todos.',
    },
    history: {
      title: 'Historial',
      order: 'Primero los abiertos, luego los más recientes',
      empty: '{{name}} no tiene incidentes',
    },
    plans: {
      title: 'Planes de respuesta',
      lastTested: 'Última prueba',
      never: 'nunca',
      usedFor: 'Se usa para {{classes}}',
      loading: 'planes',
      subject: 'planes de respuesta',
      failed: {
        title: 'No se pudieron cargar los planes',
        hint: 'Todo lo demás de esta página está actualizado.',
      },
      unknown: {
        title: '{{name}} todavía no se conoce aquí',
        hint: 'Un servicio nuevo aparece menos de un minuto después de estar en el catálogo.',
      },
      stale:
        'A fecha de {{time}}: el catálogo no ha respondido desde entonces.',
      none: {
        title: 'No se aplica ningún plan a {{name}}',
        hint: 'Los planes son entidades del catálogo de tipo ResponsePlan. Sin uno, un incidente no tiene lista de tareas. El plugin trae doce planes; el equipo que administra este portal puede activarlos.',
      },
      more_one: '{{count}} plan más',
      more_other: '{{count}} planes más',
    },
  },
  reportDialog: {
    title: 'Comunicar una sospecha',
    service: {
      label: 'Servicio',
      hint: 'Empiece a escribir su nombre.',
      change: 'Cambiar',
      changeLabel: 'Cambiar el servicio',
      unknown: 'No sé qué servicio es',
      ownedBy: '{{type}}, propietario: {{owner}}',
      noOwner: '{{type}}, sin propietario',
    },
    text: {
      label: '¿Qué ha visto?',
      placeholder: 'Por ejemplo: He encontrado una clave en un log público',
      hint: 'Basta una frase. No pegue nunca una contraseña, una clave ni un número de tarjeta.',
    },
    certainty: {
      label: '¿Está seguro?',
      certain: 'Seguro',
      unsure: 'No seguro',
      hint: 'No estar seguro es válido; alguien lo comprobará.',
    },
    ongoing: {
      label: '¿Está ocurriendo ahora mismo?',
      yes: 'Sí',
      no: 'No',
      unknown: 'No lo sé',
    },
    severity: {
      label: '¿Qué gravedad podría tener?',
      critical: 'Se está causando daño a personas, dinero o datos',
      high: 'Alguien podría causar un daño real con ello',
      medium: 'Hay que corregirlo, pero el daño es improbable',
      low: 'Menor, solo para que conste',
      unsure: 'No lo sé',
      triageDecides: 'lo decide el triaje',
    },
    sensitive: {
      label: 'Confidencial: solo lo ve quien necesita saberlo',
      on: 'Lo ven usted, las personas de guardia, quienes tienen un rol en él y quienes pueden ver todos los incidentes restringidos. Nadie más puede encontrarlo, ni siquiera su título o un recuento.',
      off: 'Desactivado: todos los que pueden ver incidentes lo ven, en la lista y en la página del servicio.',
    },
    next: {
      title: 'Qué pasa después',
      found:
        'El equipo de respuesta y el propietario lo encuentran en su lista, con usted como informante.',
      foundSensitive:
        'Solo lo encuentran usted y quienes pueden ver todos los incidentes restringidos.',
      notified:
        'Se notifica de inmediato a {{names}}, con usted como informante.',
      notifiedSensitive:
        'Se notifica de inmediato a {{names}}, que pueden leerlo. No se informa al propietario.',
      answer: 'La primera respuesta debe llegar en {{time}}.',
      follow:
        'Se le informará cuando alguien lo estudie y de cómo termina. Si es urgente, llame además a alguien.',
      similarBefore: '¿Es',
      similar: '{{key}}, {{title}}',
      similarAfter: '? Entonces añádalo a ese.',
    },
    failed: {
      title: 'El aviso no se envió',
      hint: 'Todo lo que escribió sigue aquí. Volver a enviarlo nunca crea un segundo aviso.',
      hintKept:
        'Todo lo que escribió sigue aquí y se guarda en este navegador hasta que se envíe. Volver a enviarlo nunca crea un segundo aviso.',
      copy: 'Copiar el texto',
    },
    recorded: {
      title: 'Registrado como {{key}}',
      hint: 'Usted es su informante y se le contará cómo va.',
      pending:
        'El catálogo no respondió, así que el propietario de {{services}} se buscará más tarde. No falta nada más.',
      open: 'Abrirlo',
      follow: 'Seguir su aviso',
    },
    sending: 'Enviando',
    sentAs: 'Se envía como',
    keep: 'Guardar para después',
    send: 'Enviar aviso',
  },
} as const;
