{{/* The container's variables. Secrets are references. */}}
{{- define "botswain.env" -}}
- name: BOTSWAIN_HOST
  value: "0.0.0.0"
- name: BOTSWAIN_PORT
  value: "8080"
- name: BOTSWAIN_OPERATOR_HOST
  value: "0.0.0.0"
- name: BOTSWAIN_OPERATOR_PORT
  value: "9090"
- name: BOTSWAIN_DATA
  value: /var/lib/botswain
- name: BOTSWAIN_SECRET_KEY
  valueFrom:
    secretKeyRef:
      name: {{ .Values.secret.name }}
      key: {{ .Values.secret.keys.secretKey }}
- name: BOTSWAIN_OPERATOR_KEY
  valueFrom:
    secretKeyRef:
      name: {{ .Values.secret.name }}
      key: {{ .Values.secret.keys.operatorKey }}
{{- with .Values.secret.keys.tokens }}
- name: BOTSWAIN_TOKENS
  valueFrom:
    secretKeyRef:
      name: {{ $.Values.secret.name }}
      key: {{ . }}
{{- end }}
{{- if eq .Values.mode "postgresql" }}
- name: BOTSWAIN_STORE
  valueFrom:
    secretKeyRef:
      name: {{ .Values.secret.name }}
      key: {{ .Values.secret.keys.store }}
- name: BOTSWAIN_NODE_HOST
  valueFrom:
    fieldRef:
      fieldPath: status.podIP
- name: BOTSWAIN_NODE_PORT
  value: "8090"
{{- if eq .Values.egress "perMachine" }}
- name: BOTSWAIN_NODE_EGRESS
  valueFrom:
    fieldRef:
      fieldPath: spec.nodeName
{{- end }}
{{- end }}
{{- if .Values.tls.secretName }}
- name: BOTSWAIN_TLS_CERT
  value: /etc/botswain/tls/tls.crt
- name: BOTSWAIN_TLS_KEY
  value: /etc/botswain/tls/tls.key
{{- end }}
{{- range $name, $value := .Values.config }}
- name: {{ $name }}
  value: {{ include "botswain.text" $value | quote }}
{{- end }}
{{- with .Values.javaOpts }}
- name: JAVA_OPTS
  value: {{ . | quote }}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}
