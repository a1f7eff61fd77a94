/** Texts of the page on which reporters follow their reports. */
export const myReportMessages = {
  myReports: {
    title: 'Mis avisos',
    subject: 'sus avisos',
    back: 'Todos mis avisos',
    count_one: '{{count}} aviso',
    count_other: '{{count}} avisos',
    none: {
      title: 'Todavía no ha comunicado nada',
      hint: 'Comunique una sospecha desde la página de un servicio o desde la lista de incidentes. Podrá seguirla aquí.',
    },
    choose: 'Elija un aviso para leer cómo va.',
    failed: {
      title: 'No se pudieron cargar sus avisos',
      hint: 'No se ha perdido nada.',
    },
    notFound: {
      title: 'No tiene ningún aviso así',
      hint: 'Aquí ve lo que ha comunicado usted.',
    },
    erasedTitle: 'Aviso del {{day}}',
    question: 'Una pregunta para usted',
    state: {
      received: 'Recibido',
      lookedInto: 'En estudio',
      dealtWith: 'En tratamiento',
      finished: 'Terminado',
      joined: 'Unido a otro aviso',
      nothingToDo: 'Estudiado, no requiere acciones',
    },
    reportedAt: 'Lo comunicó: {{time}}',
    quote: 'Si llama, indique {{key}}',
    headline: {
      received: 'Todavía no lo ha tomado nadie',
      receivedBy: 'Lo tiene {{name}}',
      lookedInto: 'Alguien lo está estudiando',
      lookedIntoBy: '{{name}} lo está estudiando',
      dealtWith: 'Se está tratando',
      dealtWithBy: '{{name}} lo está tratando',
      finished: 'Ha terminado',
      joined: 'Se unió a otro aviso',
      nothingToDo: 'Se estudió y no requiere acciones',
    },
    explain: {
      received: 'Se le informará en cuanto alguien lo estudie.',
      lookedInto:
        'Se le informará cuando se empiece a tratar o cuando haya una pregunta para usted.',
      dealtWith: 'Se le informará cuando termine.',
      finished: 'Gracias por su aviso. No tiene que hacer nada más.',
      joined:
        'Otra persona comunicó lo mismo. Gracias: dos avisos dan certeza. No tiene que hacer nada más.',
      nothingToDo: 'Gracias por su aviso. No tiene que hacer nada más.',
    },
    since: 'Desde {{time}}.',
    steps: 'Cómo va',
    reached: 'desde {{time}}',
    ahead: 'todavía no',
    said: 'Lo que se ha dicho',
    you: 'Usted',
    about: 'Sobre {{services}}',
    asks: '{{name}} le pregunta',
    answer: {
      label: 'Su respuesta',
      yes: 'Sí',
      no: 'No',
      unknown: 'No lo recuerdo',
      hint: 'No recordarlo también es una buena respuesta. No escriba nunca una contraseña ni un número de tarjeta.',
      send: 'Enviar respuesta',
    },
    add: {
      label: 'Añadir algo',
      again: 'Vuelve a ocurrir ahora',
      againText: 'Vuelve a ocurrir ahora.',
      hint: 'Se notifica de inmediato a quienes lo tratan.',
      send: 'Enviar',
    },
    sent: 'Enviado.',
    over: 'Este aviso ha terminado. Si lo sigue viendo, comuníquelo de nuevo.',
    see: {
      title: 'Lo que ve aquí',
      yours:
        'Lo que usted escribió, quién lo tiene, lo que se le pregunta y el final',
      notYours:
        'No el incidente en sí: su título puede cambiar, y sus pasos, personas y hallazgos quedan para quienes trabajan en él',
      sensitive:
        'Lo envió como confidencial: solo pueden leerlo usted, las personas de guardia y aquellas a quienes den acceso.',
    },
  },
} as const;
