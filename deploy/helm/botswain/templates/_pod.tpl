{{/* The pod of both modes. */}}
{{- define "botswain.pod" -}}
{{- if lt (int .Values.terminationGracePeriodSeconds) (add 30 (int .Values.preStopSleepSeconds) | int) }}
{{- fail "terminationGracePeriodSeconds must be 30 more than preStopSleepSeconds: a node may take 25 s to end" }}
{{- end -}}
metadata:
  labels:
    {{- include "botswain.labels" . | nindent 4 }}
    {{- with .Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with .Values.podAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  # Botswain never asks Kubernetes for anything.
  automountServiceAccountToken: false
  # Variables for each Service of the namespace would look like settings.
  enableServiceLinks: false
  {{- with .Values.serviceAccountName }}
  serviceAccountName: {{ . }}
  {{- end }}
  {{- with .Values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with .Values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  terminationGracePeriodSeconds: {{ int .Values.terminationGracePeriodSeconds }}
  securityContext:
    {{- toYaml .Values.podSecurityContext | nindent 4 }}
  containers:
    - name: botswain
      image: {{ include "botswain.image" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      env:
        {{- include "botswain.env" . | nindent 8 }}
      ports:
        - name: http
          containerPort: 8080
        - name: operator
          containerPort: 9090
        {{- if eq .Values.mode "postgresql" }}
        - name: node
          containerPort: 8090
        {{- end }}
      {{- $tls := .Values.tls.secretName }}
      startupProbe:
        {{- include "botswain.probe" (dict "path" "/health/live" "tls" $tls "times" .Values.probes.startup) | nindent 8 }}
      # 503 from the moment that the node drains; 200 while the shared store is away.
      readinessProbe:
        {{- include "botswain.probe" (dict "path" "/health/ready" "tls" $tls "times" .Values.probes.readiness) | nindent 8 }}
      livenessProbe:
        {{- include "botswain.probe" (dict "path" "/health/live" "tls" $tls "times" .Values.probes.liveness) | nindent 8 }}
      {{- if .Values.preStopSleepSeconds }}
      lifecycle:
        preStop:
          sleep:
            seconds: {{ int .Values.preStopSleepSeconds }}
      {{- end }}
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      volumeMounts:
        - name: data
          mountPath: /var/lib/botswain
        - name: tmp
          mountPath: /tmp
        {{- if .Values.tls.secretName }}
        - name: tls
          mountPath: /etc/botswain/tls
          readOnly: true
        {{- end }}
        {{- with .Values.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    # The root file system is read-only.
    - name: tmp
      emptyDir:
        sizeLimit: {{ .Values.scratch.sizeLimit }}
    {{- if eq .Values.mode "postgresql" }}
    - name: data
      emptyDir:
        sizeLimit: {{ .Values.scratch.sizeLimit }}
    {{- else if .Values.persistence.existingClaim }}
    - name: data
      persistentVolumeClaim:
        claimName: {{ .Values.persistence.existingClaim }}
    {{- end }}
    {{- with .Values.tls.secretName }}
    - name: tls
      secret:
        secretName: {{ . }}
        defaultMode: 0440
    {{- end }}
    {{- with .Values.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if and .Values.topologySpread (eq .Values.mode "postgresql") }}
  topologySpreadConstraints:
    {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
    - maxSkew: 1
      topologyKey: {{ . }}
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "botswain.selector" $ | nindent 10 }}
      # Pods that an upgrade replaces do not count.
      matchLabelKeys: [pod-template-hash]
    {{- end }}
  {{- end }}
{{- end -}}
