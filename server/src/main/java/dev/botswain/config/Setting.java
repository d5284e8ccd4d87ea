package dev.botswain.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a component of a record in [Config] a setting. No other place describes a setting.
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
@interface Setting {
  /// The environment variable, without [Settings#PREFIX].
  String name();

  /// Whether the name is whole without the prefix, because a standard gives it.
  boolean whole() default false;

  /// The default, in the form of a setting; empty for an empty list and for nothing.
  String preset();

  /// Its purpose, in a sentence or two of Markdown.
  String text();

  /// Its form, if the component's type does not define it.
  Form form() default Form.OF_ITS_TYPE;

  /// The least number, time or size, in the form of a setting.
  String least() default "";

  /// The greatest number, time or size, in the form of a setting.
  String most() default "";

  /// Whether the value must never be shown.
  boolean secret() default false;
}
